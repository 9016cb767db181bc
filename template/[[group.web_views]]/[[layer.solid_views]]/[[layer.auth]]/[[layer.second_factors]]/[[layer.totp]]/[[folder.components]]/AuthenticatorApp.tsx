import { createSignal, Show } from 'solid-js'
import { confirmKey, makeKey } from '../lib/authenticator-app'
import { createAction, createLoaded, whenSubmitted } from '../lib/primitives'
import KeyPicture from './KeyPicture'
import Problem from './Problem'

/** Sets up an authenticator app, and says when that is done. */
export default function AuthenticatorApp(props: { onReady: () => void }) {
  const [code, setCode] = createSignal('')

  const { data: key, error, reload } = createLoaded(makeKey)
  const confirm = createAction(async () => {
    await confirmKey(code().trim())
    props.onReady()
  })

  return (
    <>
      <Problem error={error()} onRetry={reload} />
      <Show when={!key() && !error()}>
        <p role="status">Making a key …</p>
      </Show>
      <Show when={key()}>
        {(key) => (
          <form onSubmit={whenSubmitted(confirm.run)}>
            <KeyPicture of={key()} />
            <div class="row">
              <input
                class="grow"
                aria-label="The code that the app shows"
                placeholder="123456"
                required
                inputmode="numeric"
                autocomplete="one-time-code"
                value={code()}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
              <button disabled={confirm.isPending()}>Confirm</button>
            </div>
            <Problem error={confirm.error()} />
          </form>
        )}
      </Show>
    </>
  )
}
