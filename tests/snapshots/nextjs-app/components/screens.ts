'use client'

// From here on, components run in the browser too; the server's components import them from this module.
export { TodoList } from './TodoList'
export { FileList } from './FileList'
export { FunctionCalls } from './FunctionCalls'
export { ItemList } from './ItemList'
export { AssistantChat } from './AssistantChat'
export { TodoSuggestions } from './TodoSuggestions'
export { MessageList } from './MessageList'
export { PlaceView } from './PlaceView'
export { LiveFeed } from './LiveFeed'
export { FaceCheck } from './FaceCheck'
export { SecondFactors } from './SecondFactors'
