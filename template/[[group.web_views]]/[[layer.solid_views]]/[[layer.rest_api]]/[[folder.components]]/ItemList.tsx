import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { createItem, listItems, type Item } from '../lib/items'
import { createAction, createLoaded, whenSubmitted } from '../lib/primitives'
import Problem from './Problem'

export default function ItemList() {
  const [name, setName] = createSignal('')
  const [created, setCreated] = createSignal<Item>()

  const { data: items, error, reload } = createLoaded(listItems)
  const create = createAction(async () => {
    setCreated(undefined)
    setCreated(await createItem(name()))
    setName('')
  })

  return (
    <section aria-labelledby="items">
      <h1 id="items">Items</h1>
      <form class="row" onSubmit={whenSubmitted(create.run)}>
        <input
          class="grow"
          aria-label="New item"
          placeholder="Name of an item"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button disabled={create.isPending()}>Create</button>
      </form>
      <Show when={create.isPending()}>
        <p role="status">Sending …</p>
      </Show>
      <Problem error={create.error()} />
      <Show when={created()}>
        {(item) => (
          <output>
            The API answered: {item().name}, with the id {item().id}. It keeps new items nowhere
            yet.
          </output>
        )}
      </Show>
      <Switch>
        <Match when={error()}>
          <Problem error={error()} onRetry={reload} />
        </Match>
        <Match when={!items()}>
          <p role="status">Loading items …</p>
        </Match>
        <Match when={items()?.length === 0}>
          <p class="empty">No items yet.</p>
        </Match>
      </Switch>
      <ul>
        <For each={items()}>{(item) => <li>{item.name}</li>}</For>
      </ul>
    </section>
  )
}
