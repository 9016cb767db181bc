import './amplify'
import { get, post } from 'aws-amplify/api'

export interface Item {
  id: string
  name: string
}

/** The items that the REST API has. */
export async function listItems(): Promise<Item[]> {
  const { body } = await get({ apiName: 'items', path: 'items' }).response
  return (await body.json()) as unknown as Item[]
}

/** Sends an item to the REST API; what it answers has an id. */
export async function createItem(name: string): Promise<Item> {
  const options = { body: { name } }
  const { body } = await post({ apiName: 'items', path: 'items', options }).response
  return (await body.json()) as unknown as Item
}
