import { createSignal, Show } from 'solid-js'
import type { BackendFunction } from '../lib/functions'
import { createAction, whenSubmitted } from '../lib/primitives'
import Problem from './Problem'

export default function FunctionCall(props: BackendFunction) {
  const [argument, setArgument] = createSignal('')
  const [answer, setAnswer] = createSignal<string>()

  const call = createAction(async () => {
    setAnswer(undefined)
    setAnswer((await props.call(argument())) ?? 'No answer')
  })

  return (
    <form onSubmit={whenSubmitted(call.run)}>
      <div class="row">
        <input
          class="grow"
          aria-label={`Your name, for ${props.name}`}
          placeholder="Your name"
          value={argument()}
          onInput={(event) => setArgument(event.currentTarget.value)}
        />
        <button disabled={call.isPending()}>Call {props.name}</button>
      </div>
      <Show when={call.isPending()}>
        <p role="status">Calling {props.name} …</p>
      </Show>
      <Problem error={call.error()} />
      <Show when={answer() !== undefined}>
        <output>{answer()}</output>
      </Show>
    </form>
  )
}
