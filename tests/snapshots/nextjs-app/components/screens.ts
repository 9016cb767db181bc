'use client'

// From here on, components run in the browser too; the server's components import them from this module.
export { TodoList } from './TodoList'
export { FileList } from './FileList'
export { FunctionCalls } from './FunctionCalls'
export { ItemList } from './ItemList'
export { SecondFactors } from './SecondFactors'
