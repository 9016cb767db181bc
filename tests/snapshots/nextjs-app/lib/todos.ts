import type { Schema } from '../amplify/data/resource'
import { client } from './data'
import { unwrap } from './errors'

export type Todo = Schema['Todo']['type']

/**
 * Calls `onTodos` with all to-dos, oldest first, now and after every change, also one made in another window.
 * Returns the function that stops it.
 */
export function watchTodos(
  onTodos: (todos: Todo[]) => void,
  onError: (error: unknown) => void,
): () => void {
  const subscription = client.models.Todo.observeQuery().subscribe({
    next: ({ items, isSynced }) => {
      if (!isSynced) return
      onTodos(items.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)))
    },
    error: onError,
  })
  return () => subscription.unsubscribe()
}

export async function addTodo(content: string): Promise<void> {
  unwrap(await client.models.Todo.create({ content, isDone: false }))
}

export async function setTodoDone(id: string, isDone: boolean): Promise<void> {
  unwrap(await client.models.Todo.update({ id, isDone }))
}

export async function deleteTodo(id: string): Promise<void> {
  unwrap(await client.models.Todo.delete({ id }))
}
