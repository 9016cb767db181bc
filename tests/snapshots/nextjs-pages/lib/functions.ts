// The functions that the data API offers as queries; the app shows every function that is exported here.
import { client } from './data'
import { unwrap } from './errors'

export async function sayHello(name: string) {
  return unwrap(await client.queries.sayHello({ name }))
}
