import { createSignal, For, onCleanup } from 'solid-js'
import { messageOf } from '../lib/errors'
import { createAction } from '../lib/primitives'
import { providers, signInWith } from '../lib/providers'
import { watchRedirectFailures } from '../lib/redirect-failures'
import Problem from './Problem'

/** Those who know the person already, and why the last of them did not help. */
export default function ProviderButtons() {
  const [failure, setFailure] = createSignal('')
  onCleanup(watchRedirectFailures((problem) => setFailure(messageOf(problem))))

  const leave = createAction(signInWith)

  return (
    <div class="providers">
      <Problem error={leave.error() || failure()} />
      <For each={Object.entries(providers)}>
        {([name, label]) => (
          <button class="quiet" disabled={leave.isPending()} onClick={() => leave.run(name)}>
            Sign in with {label}
          </button>
        )}
      </For>
    </div>
  )
}
