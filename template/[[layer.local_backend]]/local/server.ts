// The one HTTP server of the local backend. It listens on 127.0.0.1 only and answers pages on this
// machine only.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { sendError, type Handler } from './services/http.ts'
import { ServiceError } from './services/types.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export type LocalServer = {
  url: string
  /**
   * Sends requests below a path to a handler, which sees the URL without that path. The longest
   * matching path wins. With `ownCors` the handler tells pages elsewhere what they may do, and
   * answers OPTIONS.
   */
  route(path: string, handler: Handler, options?: { ownCors?: boolean }): void
  /** Sends websocket handshakes for a path to a handler. */
  upgrade(path: string, handler: Upgrade): void
  close(): Promise<void>
}

const host = '127.0.0.1'

/** Rejects with a sentence that names the port when that is taken. */
export async function startServer(port: number): Promise<LocalServer> {
  const routes = new Map<string, Handler>()
  const ownCors = new Set<string>()
  const upgrades = new Map<string, Upgrade>()

  const server = createServer(async (request, response) => {
    const path = longestMatch(routes.keys(), pathOf(request))
    try {
      assertLoopback(request)
      if (!path || !ownCors.has(path)) {
        allowOrigin(request, response)
        if (request.method === 'OPTIONS') {
          response.writeHead(204).end()
          return
        }
      }
      const handler = path && routes.get(path)
      if (!handler) {
        throw new ServiceError('NotFound', `The local backend has nothing at ${request.url}`, 404)
      }
      if (path !== '/') request.url = withoutPrefix(request.url ?? '/', path)
      await handler(request, response)
    } catch (error) {
      // The page that asked may read why.
      if (path && ownCors.has(path) && !response.headersSent) allowOrigin(request, response)
      sendError(response, error)
    }
  })
  server.on('upgrade', (request, socket: Duplex, head) => {
    const handler = upgrades.get(pathOf(request))
    if (!handler || !isLoopback(request)) socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    else handler(request, socket, head)
  })

  await new Promise<void>((listening, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Choose another one with --port.`)
          : error,
      ),
    )
    server.listen(port, host, listening)
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    route: (path, handler, options) => {
      routes.set(path, handler)
      if (options?.ownCors) ownCors.add(path)
    },
    upgrade: (path, handler) => void upgrades.set(path, handler),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?')[0] ?? '/'

function longestMatch(paths: Iterable<string>, path: string): string | undefined {
  return [...paths]
    .filter((prefix) =>
      prefix === '/' ? path === '/' : path === prefix || path.startsWith(`${prefix}/`),
    )
    .sort((a, b) => b.length - a.length)[0]
}

function withoutPrefix(url: string, prefix: string): string {
  const rest = url.slice(prefix.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

const loopback = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])$/

/**
 * A page elsewhere may not call this server, neither directly (Origin) nor through a host name that
 * it points at 127.0.0.1 (Host).
 */
function isLoopback({ headers: { host: called, origin } }: IncomingMessage): boolean {
  const names = [called && `http://${called}`, origin === 'null' ? undefined : origin]
  return names.every(
    (name) => !name || !URL.canParse(name) || loopback.test(new URL(name).hostname),
  )
}

function assertLoopback(request: IncomingMessage): void {
  if (isLoopback(request)) return
  throw new ServiceError('Forbidden', 'The local backend answers this machine only', 403)
}

function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', headers.origin ?? '*')
  response.setHeader('vary', 'origin')
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE, PATCH')
  response.setHeader(
    'access-control-allow-headers',
    headers['access-control-request-headers'] ?? '*',
  )
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('access-control-max-age', '600')
}
