import { For, Match, Switch } from 'solid-js'
import { addPasskey, deletePasskey, listPasskeys } from '../lib/passkeys'
import { createAction, createLoaded } from '../lib/primitives'
import Problem from './Problem'

export default function PasskeyList() {
  const { data: passkeys, error, reload } = createLoaded(listPasskeys)
  const add = createAction(async () => {
    await addPasskey()
    reload()
  })
  const remove = createAction(async (id: string) => {
    await deletePasskey(id)
    reload()
  })

  const since = (date?: Date) => (date ? `, since ${date.toLocaleDateString()}` : '')

  return (
    <section aria-labelledby="passkeys">
      <h1 id="passkeys">Passkeys</h1>
      <p>With a passkey you sign in by fingerprint, by face or with the PIN of a device.</p>
      <button disabled={add.isPending()} onClick={() => add.run()}>
        Add a passkey
      </button>
      <Problem error={add.error() || remove.error()} />
      <Switch>
        <Match when={error()}>
          <Problem error={error()} onRetry={reload} />
        </Match>
        <Match when={!passkeys()}>
          <p role="status">Loading passkeys …</p>
        </Match>
        <Match when={passkeys()?.length === 0}>
          <p class="empty">No passkeys yet.</p>
        </Match>
      </Switch>
      <ul>
        <For each={passkeys()}>
          {({ id, name, createdAt }) => (
            <li class="row">
              <span class="grow">
                {name}
                {since(createdAt)}
              </span>
              <button
                class="quiet"
                aria-label={`Delete ${name}`}
                disabled={remove.isPending()}
                onClick={() => remove.run(id)}
              >
                Delete
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
