import { TodoList } from './TodoList'

/** The features of the backend, one section each. */
export function Workspace() {
  return (
    <main className="workspace">
      <TodoList />
    </main>
  )
}
