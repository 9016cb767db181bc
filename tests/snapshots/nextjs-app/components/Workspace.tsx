import { loadTodos } from '@/lib/loaders'
import { FileList, FunctionCalls, ItemList, SecondFactors, TodoList } from './screens'

/** The features of the backend, one section each, with what the server has read already. */
export async function Workspace() {
  return (
    <main className="workspace">
      <TodoList initial={await loadTodos()} />
      <FileList />
      <FunctionCalls />
      <ItemList />
      <SecondFactors />
    </main>
  )
}
