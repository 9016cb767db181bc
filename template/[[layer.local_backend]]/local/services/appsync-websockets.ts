// What AppSync's protocols for GraphQL and for events have in common over WebSocket.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'

type Protocol<Message> = {
  /** Gets the headers of the handshake with each message. What it throws is answered. */
  onMessage(socket: WebSocket, headers: IncomingHttpHeaders, message: Message): Promise<void>
  onClose(socket: WebSocket): void
  /** The answer to a message that failed. */
  refusal(message: Message, error: unknown): object
}

const keepAlive = 60_000
export const timeout = 300_000

/** Connections that are kept alive, and end when their first message is refused. */
export function serveSockets<Message extends { type: string }>(
  name: string,
  { onMessage, onClose, refusal }: Protocol<Message>,
): { upgrade: Upgrade; close(): void } {
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => name })

  server.on('connection', (socket, request) => {
    const headers = handshakeHeaders(request)
    const timer = setInterval(() => send(socket, { type: 'ka' }), keepAlive)
    socket.on('close', () => {
      clearInterval(timer)
      onClose(socket)
    })
    socket.on('error', () => socket.terminate())
    socket.on('message', async (data) => {
      const message = JSON.parse(String(data)) as Message
      try {
        await onMessage(socket, headers, message)
      } catch (error) {
        send(socket, refusal(message, error))
        if (message.type === 'connection_init') socket.close()
      }
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
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
}

/**
 * Authorization headers of the handshake: browsers send them base64-encoded in the subprotocol
 * `header-…`, older clients in the query.
 */
function handshakeHeaders({ url = '', headers }: IncomingMessage): IncomingHttpHeaders {
  const inProtocol = /header-([\w-]+)/.exec(headers['sec-websocket-protocol'] ?? '')?.[1]
  const inQuery = new URL(url, 'http://localhost').searchParams.get('header')
  const encoded = inProtocol ?? inQuery
  if (!encoded) return {}
  return lowerCase(JSON.parse(Buffer.from(encoded, 'base64').toString()) as IncomingHttpHeaders)
}

/** Header names as node:http gives them. */
export function lowerCase(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}
