import { loadTodos } from '@/lib/loaders'
import {
  AssistantChat,
  FaceCheck,
  FileList,
  FunctionCalls,
  ItemList,
  LiveFeed,
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
      <LiveFeed />
      <FaceCheck />
      <SecondFactors />
    </main>
  )
}
