import { TodoList } from './TodoList'
import { FileList } from './FileList'
import { FunctionCalls } from './FunctionCalls'
import { ItemList } from './ItemList'
import { AssistantChat } from './AssistantChat'
import { TodoSuggestions } from './TodoSuggestions'
import { MessageList } from './MessageList'
import { PlaceView } from './PlaceView'
import { LiveFeed } from './LiveFeed'
import { FaceCheck } from './FaceCheck'
import { SecondFactors } from './SecondFactors'

/** The features of the backend, one section each. */
export function Workspace() {
  return (
    <main className="workspace">
      <TodoList />
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
