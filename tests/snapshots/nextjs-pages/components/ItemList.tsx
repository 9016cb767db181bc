import { useState } from 'react'
import { textOf, useAction, useLoaded, useText } from '../lib/hooks'
import { createItem, listItems, type Item } from '../lib/items'
import { Problem } from './Problem'

/** What the REST API answers. */
export function ItemList() {
  const { data: items, error, reload } = useLoaded(listItems)
  const { input, clear } = useText()
  const [created, setCreated] = useState<Item>()
  const create = useAction(async (form: FormData) => {
    setCreated(await createItem(textOf(form)))
    clear()
  })

  return (
    <section aria-labelledby="items">
      <h1 id="items">Items</h1>
      <form className="row" action={create.run}>
        <input className="grow" aria-label="New item" placeholder="Name of an item" {...input} />
        <button disabled={create.isPending}>Create</button>
      </form>
      <Problem error={create.error} />
      {create.isPending && <p role="status">Sending …</p>}
      {created && !create.isPending && !create.error && (
        <output>
          The API answered: {created.name}, with the id {created.id}. It keeps new items nowhere
          yet.
        </output>
      )}
      <Problem error={error} onRetry={reload} />
      {!items && !error && <p role="status">Loading items …</p>}
      {items?.length === 0 && <p className="empty">No items yet.</p>}
      <ul>
        {items?.map((item) => (
          <li key={item.id}>{item.name}</li>
        ))}
      </ul>
    </section>
  )
}
