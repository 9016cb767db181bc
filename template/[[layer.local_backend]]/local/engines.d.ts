// Types of the engines that ship none, as far as they are used.
declare module 'dynalite' {
  import type { Server } from 'node:http'

  function dynalite(options: {
    path?: string
    createTableMs?: number
    deleteTableMs?: number
    updateTableMs?: number
  }): Server
  export = dynalite
}
