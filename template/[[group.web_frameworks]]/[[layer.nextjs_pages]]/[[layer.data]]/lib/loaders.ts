// What the server reads for the screens, before they go live in the browser.
import type { GetServerSidePropsContext } from 'next'
import { runWithAmplifyServerContext } from './amplify-server'
import { serverClient } from './data-server'
import { unwrap } from './errors'
import type { Todo } from './todos'

/**
 * The first to-dos, oldest first, until the browser's `watchTodos` brings them all. Null when they cannot be read: the
 * browser tries again, and shows why.
 */
export async function loadTodos({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Todo[] | null> {
  try {
    const page = await runWithAmplifyServerContext({
      nextServerContext: { request: req, response: res },
      operation: (context) => serverClient.models.Todo.list(context, { limit: 100 }),
    })
    const todos = unwrap(page).sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    // Without the functions that a record of a related model would have: a page cannot take them to the browser.
    return JSON.parse(JSON.stringify(todos))
  } catch (error) {
    console.error(error)
    return null
  }
}
