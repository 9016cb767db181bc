import { useEffect, useReducer, useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import { createItem, listItems, type Item } from '../lib/items'

/** What the REST API answers. */
export function ItemList() {
  const [items, setItems] = useState<Item[]>()
  const [name, setName] = useState('')
  const [created, setCreated] = useState<Item>()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<string>()
  const [version, reload] = useReducer((version: number) => version + 1, 0)

  useEffect(() => {
    listItems().then(setItems, (problem) => setError(messageOf(problem)))
  }, [version])

  async function create(event: SubmitEvent) {
    event.preventDefault()
    setSending(true)
    setError(undefined)
    setCreated(undefined)
    try {
      setCreated(await createItem(name))
      setName('')
    } catch (problem) {
      setError(messageOf(problem))
    }
    setSending(false)
  }

  function retry() {
    setError(undefined)
    reload()
  }

  return (
    <section aria-labelledby="items">
      <h2 id="items">Items</h2>
      <form className="row" onSubmit={create}>
        <input
          className="grow"
          aria-label="New item"
          placeholder="Name of an item"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button disabled={isSending}>Create</button>
      </form>
      {isSending && <p role="status">Sending …</p>}
      {error && (
        <p role="alert">
          {error} {!items && <button onClick={retry}>Try again</button>}
        </p>
      )}
      {created && (
        <output>
          The API answered: {created.name}, with the id {created.id}. It keeps new items nowhere
          yet.
        </output>
      )}
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
