import { getAmplifyDataClientConfig } from '@aws-amplify/backend/function/runtime'
import { Amplify } from 'aws-amplify'
import { generateClient } from 'aws-amplify/data'
import { env } from '$amplify/env/count-todos'
import type { Schema } from '../resource'

const { resourceConfig, libraryOptions } = await getAmplifyDataClientConfig(env)
Amplify.configure(resourceConfig, libraryOptions)
const client = generateClient<Schema>()

/** Counts the to-dos of everybody: the function reads them in its own name. */
export const handler: Schema['countTodos']['functionHandler'] = async () => {
  let count = 0
  let nextToken: string | null | undefined
  do {
    const page = await client.models.Todo.list({ limit: 1000, nextToken, selectionSet: ['id'] })
    if (page.errors) throw new Error(page.errors.map(({ message }) => message).join('\n'))
    count += page.data.length
    nextToken = page.nextToken
  } while (nextToken)
  return count
}
