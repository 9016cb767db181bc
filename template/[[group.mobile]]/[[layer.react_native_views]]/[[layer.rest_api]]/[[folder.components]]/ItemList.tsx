import { useState } from 'react'
import { useAction, useLoaded } from '../lib/hooks'
import { createItem, listItems, type Item } from '../lib/items'
import { Loading } from './Loading'
import { Problem } from './Problem'
import { Screen } from './Screen'
import { TextForm } from './TextForm'
import { Words } from './Words'

/** What the REST API answers. */
export function ItemList() {
  const { data: items, error, reload } = useLoaded(listItems)
  const [name, setName] = useState('')
  const [created, setCreated] = useState<Item>()
  const create = useAction(async (name: string) => {
    setCreated(await createItem(name))
    setName('')
  })

  return (
    <Screen title="Items" onRefresh={reload}>
      <TextForm
        label="New item"
        placeholder="Name of an item"
        text={name}
        onChange={setName}
        action="Create"
        disabled={create.isPending}
        onSend={create.run}
      />
      <Problem error={create.error} />
      {create.isPending && <Words isMuted>Sending …</Words>}
      {created && !create.isPending && !create.error && (
        <Words accessibilityLiveRegion="polite">
          The API answered: {created.name}, with the id {created.id}. It keeps new items nowhere
          yet.
        </Words>
      )}
      <Problem error={error} onRetry={reload} />
      {!items && !error && <Loading what="items" />}
      {items?.length === 0 && <Words isMuted>No items yet.</Words>}
      {items?.map(({ id, name }) => (
        <Words key={id}>{name}</Words>
      ))}
    </Screen>
  )
}
