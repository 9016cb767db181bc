// What the server reads for the screens, before they go live in the browser.
import 'server-only'
import { connection } from 'next/server'
import { serverClient } from './data-server'
import { unwrap } from './errors'
import type { Todo } from './todos'

/**
 * The first to-dos, oldest first, until the browser's `watchTodos` brings them all. Nothing when they cannot be read:
 * the browser tries again, and shows why.
 */
export async function loadTodos(): Promise<Todo[] | undefined> {
  await connection() // Reads when a page is requested, not when it is built.
  try {
    const page = await serverClient.models.Todo.list({ limit: 100 })
    const todos = unwrap(page).sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    // Without the functions that a record of a related model would have: no component in the browser can take them.
    return JSON.parse(JSON.stringify(todos))
  } catch (error) {
    console.error(error)
  }
}
