import { client } from './data'
import { unwrap } from './errors'

export interface BackendFunction {
  name: string
  call: (argument: string) => Promise<string | null | undefined>
}

/** The functions that the data API offers as queries, as the app lists them. */
export const functions: BackendFunction[] = [
  {
    name: 'sayHello',
    call: sayHello,
  },
]

export async function sayHello(name: string) {
  return unwrap(await client.queries.sayHello({ name }))
}
