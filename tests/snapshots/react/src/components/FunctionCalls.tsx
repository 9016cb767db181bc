import { useState } from 'react'
import { functions, type BackendFunction } from '../lib/functions'
import { textOf, useAction, useText } from '../lib/hooks'
import { Problem } from './Problem'

export function FunctionCalls() {
  return (
    <section aria-labelledby="functions">
      <h1 id="functions">Functions</h1>
      {functions.map(({ name, call }) => (
        <FunctionCall key={name} name={name} call={call} />
      ))}
    </section>
  )
}

function FunctionCall({ name, call }: BackendFunction) {
  const { input } = useText()
  const [answer, setAnswer] = useState<string | null>()
  const ask = useAction(async (form: FormData) => setAnswer(await call(textOf(form))))

  return (
    <form action={ask.run}>
      <div className="row">
        <input
          className="grow"
          aria-label={`Your name, for ${name}`}
          placeholder="Your name"
          {...input}
        />
        <button disabled={ask.isPending}>Call {name}</button>
      </div>
      <Problem error={ask.error} />
      {ask.isPending && <p role="status">Calling {name} …</p>}
      {!ask.isPending && !ask.error && answer !== undefined && (
        <output>{answer ?? 'No answer'}</output>
      )}
    </form>
  )
}
