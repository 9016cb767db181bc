// What the server reads for the screens, before they go live in the browser.
import { connection } from 'next/server'
import { serverClient } from './data-server'
import { unwrap } from './errors'
import type { Todo } from './todos'

/** All to-dos, oldest first, as `watchTodos` of ./todos brings them. */
export async function loadTodos(): Promise<Todo[]> {
  await connection() // Reads when a page is requested, not when it is built.
  const todos: Todo[] = []
  let nextToken: string | null | undefined
  do {
    const page = await serverClient.models.Todo.list({ limit: 1000, nextToken })
    todos.push(...unwrap(page))
    nextToken = page.nextToken
  } while (nextToken)
  todos.sort((a, b) => a.createdAt.localeCompare(b.createdAt))
  // Without the functions that a record of a related model would have: no component in the browser can take them.
  return JSON.parse(JSON.stringify(todos))
}
