// What AppSync's protocols for GraphQL and for events have in common over WebSocket.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'
import { isObject } from './http.ts'
import { ServiceError, type Log } from './types.ts'

type Protocol<Message> = {
  /** Admits a connection by the headers of its handshake, before its first message. */
  admit(headers: IncomingHttpHeaders): Promise<unknown>
  /** What it throws is answered. Messages of one connection come one after the other. */
  onMessage(socket: WebSocket, message: Message): Promise<void>
  onClose(socket: WebSocket): void
  /** The answer to a message that failed, or that was none: then it has no id. */
  refusal(message: Partial<Message>, failure: Failure): object
  log: Log
}
export type Failure = { errorType: string; errorCode: number; message: string }

const keepAlive = 60_000
export const timeout = 300_000
/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
export const maxSubscriptions = 100
/** In bytes: five events of 240 KB, and what is around them. */
const maxPayload = 1_300_000
/** In bytes that a client left unread. */
const maxWaiting = 16_000_000

/** Connections that are kept alive, and end when they are not admitted. */
export function serveSockets<Message extends { type: string }>(
  name: string,
  { admit, onMessage, onClose, refusal, log }: Protocol<Message>,
): { upgrade: Upgrade; close(): void } {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    handleProtocols: (offered) => offered.has(name) && name,
  })

  server.on('connection', (socket, request) => {
    const refuse = (message: Partial<Message>, error: unknown) => {
      const failure = failureOf(error)
      if (failure.errorCode !== 401) log(`WebSocket ${name}: ${failure.message}`)
      send(socket, refusal(message, failure))
      if (message.type === 'connection_init') socket.close()
    }
    // Such as a message that is too large; the connection ends by itself.
    socket.on('error', ({ message }) => log(`WebSocket ${name}: ${message}`))
    const first = { type: 'connection_init' } as Message
    let headers: IncomingHttpHeaders
    try {
      headers = handshakeHeaders(request, socket, name)
    } catch (error) {
      return refuse(first, error)
    }
    const timer = setInterval(() => send(socket, { type: 'ka' }), keepAlive)
    let admitted: Promise<unknown> | undefined
    const handle = async (data: RawData, isBinary: boolean) => {
      if (socket.readyState !== socket.OPEN) return
      let message: Partial<Message> = first
      try {
        await (admitted ??= admit(headers))
        message = {}
        message = messageIn(data, isBinary) as Message
        await onMessage(socket, message as Message)
      } catch (error) {
        refuse(message, error)
      }
    }
    let last = Promise.resolve()
    socket.on('message', (data, isBinary) => {
      last = last.then(() => handle(data, isBinary))
    })
    socket.on('close', () => {
      clearInterval(timer)
      onClose(socket)
    })
  })

  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (open) =>
        server.emit('connection', open, request),
      ),
    close() {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

export function send(socket: WebSocket, message: object): void {
  if (socket.bufferedAmount > maxWaiting) socket.terminate()
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
}

/** What AppSync says of anything that its protocol does not know. */
export const unsupported = (what: string) =>
  new ServiceError('UnsupportedOperation', `${what} not supported through the realtime channel`)

function failureOf(error: unknown): Failure {
  const { code, status, message } =
    error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), 500)
  return { errorType: code, errorCode: status, message }
}

function messageIn(data: RawData, isBinary: boolean): object {
  const message = isBinary ? undefined : parsed(String(data))
  if (!isObject(message) || typeof message.type !== 'string') throw unsupported('unknown')
  if (message.id !== undefined && typeof message.id !== 'string') throw unsupported('unknown')
  return message
}

/** Undefined for what is not JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

/**
 * Authorization headers of the handshake: browsers send them base64-encoded in the subprotocol
 * `header-…`, older clients in the query.
 */
function handshakeHeaders(
  { url = '', headers }: IncomingMessage,
  { protocol }: WebSocket,
  name: string,
): IncomingHttpHeaders {
  if (protocol !== name) throw new ServiceError('NoProtocolError', `The protocol is ${name}`)
  const inProtocol = /header-([\w-]+)/.exec(headers['sec-websocket-protocol'] ?? '')?.[1]
  const inQuery = new URLSearchParams(url.split('?')[1]).get('header')
  const encoded = inProtocol ?? inQuery
  if (!encoded) return {}
  return headersIn(parsed(Buffer.from(encoded, 'base64').toString()) ?? null)
}

/** Header names as node:http gives them. Throws a ServiceError when they are none. */
export function headersIn(given: unknown = {}): IncomingHttpHeaders {
  if (!isObject(given) || Object.values(given).some((value) => typeof value !== 'string'))
    throw new ServiceError('BadRequestException', 'The authorization headers are not readable')
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value as string]),
  )
}
