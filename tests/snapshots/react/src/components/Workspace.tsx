import { TodoList } from './TodoList'
import { FileList } from './FileList'
import { FunctionCalls } from './FunctionCalls'

/** The features of the backend, one section each. */
export function Workspace() {
  return (
    <main className="workspace">
      <TodoList />
      <FileList />
      <FunctionCalls />
    </main>
  )
}
