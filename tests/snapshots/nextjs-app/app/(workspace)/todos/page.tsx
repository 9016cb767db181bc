import type { Metadata } from 'next'
import { TodoList } from '@/components/TodoList'
import { loadTodos } from '@/lib/loaders'

export const metadata: Metadata = { title: 'To-dos' }

export default async function TodoListPage() {
  return <TodoList initial={await loadTodos()} />
}
