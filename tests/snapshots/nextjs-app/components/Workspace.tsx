import { loadTodos } from '@/lib/loaders'
import {
  AssistantChat,
  FileList,
  FunctionCalls,
  ItemList,
  MessageList,
  PlaceView,
  SecondFactors,
  TodoList,
  TodoSuggestions,
} from './screens'

/** The features of the backend, one section each, with what the server has read already. */
export async function Workspace() {
  return (
    <main className="workspace">
      <TodoList initial={await loadTodos()} />
      <FileList />
      <FunctionCalls />
      <ItemList />
      <AssistantChat />
      <TodoSuggestions />
      <MessageList />
      <PlaceView />
      <SecondFactors />
    </main>
  )
}
