// What the server reads for the screens, before they go live in the browser.
import type { GetServerSidePropsContext } from 'next'
import { runWithAmplifyServerContext } from './amplify-server'
import { serverClient } from './data-server'
import { unwrap } from './errors'
import type { Todo } from './todos'

/**
 * All to-dos, oldest first, as `watchTodos` of ./todos brings them. Null when they cannot be read: the browser tries
 * again, and shows why.
 */
export async function loadTodos({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Todo[] | null> {
  try {
    return await runWithAmplifyServerContext({
      nextServerContext: { request: req, response: res },
      async operation(context) {
        const todos: Todo[] = []
        let nextToken: string | null | undefined
        do {
          const page = await serverClient.models.Todo.list(context, { limit: 1000, nextToken })
          todos.push(...unwrap(page))
          nextToken = page.nextToken
        } while (nextToken)
        todos.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
        // Without the functions that a record of a related model would have: a page cannot take them to the browser.
        return JSON.parse(JSON.stringify(todos))
      },
    })
  } catch (error) {
    console.error(error)
    return null
  }
}
