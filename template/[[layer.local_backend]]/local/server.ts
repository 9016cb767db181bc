// The one server of the local backend. It listens on 127.0.0.1, on one port, under two names that are two origins
// for browsers: the app's calls go to 127.0.0.1, the page that shows everything is at localhost, out of reach of
// stored files and of what functions answer. Who asks for it opens it to a phone in the network, which needs a key.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2'
import { createServer as createEntrance, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { sendError, type Handler } from './services/http.ts'
import { ServiceError, type Log } from './services/types.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export type RouteOptions = {
  /** The handler tells pages elsewhere what they may do, and answers OPTIONS. */
  ownCors?: boolean
  /**
   * Who may ask. `app`: programs, and pages of this machine. `functions`: the same, but a page that hides where it comes
   * from may not even read, because reading runs code. `person`: programs and the address bar, no page at all, under both names. `page`:
   * under the name of the local page, which looks at its requests itself.
   */
  for?: 'app' | 'functions' | 'person' | 'page'
}

export type LocalServer = {
  /** Where the app's calls go, such as `http://127.0.0.1:20002`. */
  url: string
  /** Where the local page is, such as `http://localhost:20002`. */
  pageUrl: string
  /**
   * Sends requests below a path to a handler, which sees the URL without that path. The longest matching path wins.
   */
  route(path: string, handler: Handler, options?: RouteOptions): void
  /** Sends websocket handshakes for a path to a handler. */
  upgrade(path: string, handler: Upgrade): void
  /**
   * Listens at another address of this machine, too, for the app's calls alone, and gives the URL for them. It has a
   * key in its path, without which nobody in that network gets an answer.
   */
  openTo(address: string): Promise<string>
  /** Sends requests by HTTP/2 to a handler. */
  http2(handler: (request: Http2ServerRequest, response: Http2ServerResponse) => void): void
  close(): Promise<void>
}

type Route = { path: string; handler: Handler } & Required<RouteOptions>
type Entrance = ReturnType<typeof createEntrance>
/** Where a phone in the network finds it, and what that has to say. */
type Opened = { host: string; key: string }

const host = '127.0.0.1'
const pageHost = 'localhost'

/**
 * Rejects with a sentence that names the port when that is taken, and with the code EADDRINUSE. Failures that no
 * service explains are logged.
 */
export async function startServer(port: number, log: Log = () => undefined): Promise<LocalServer> {
  const routes: Route[] = []
  const upgrades = new Map<string, Upgrade>()
  const sockets = new Set<Socket>()
  const url = (name: string) => `http://${name}:${(entrance.address() as AddressInfo).port}`
  const entrances: Entrance[] = []
  let opened: Opened | undefined

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const isPhone = admit(request, opened)
    const isPage = !isPhone && targetOf(request).hostname === pageHost
    const path = pathOf(request)
    const route = longestMatch(
      routes.filter(({ for: who }) =>
        isPhone
          ? who === 'app' || who === 'functions'
          : who === 'person' || (who === 'page') === isPage,
      ),
      path,
    )
    try {
      assertMayAsk(request, route)
      if (!route?.ownCors) {
        allowOrigin(request, response)
        if (request.method === 'OPTIONS') return void response.writeHead(204).end()
      }
      if (!route) {
        if (path === '/' && !isPage && !isPhone)
          return void response.writeHead(302, { location: url(pageHost) }).end()
        const there = isPage ? `. The app's calls go to ${url(host)}` : ''
        const message = `The local backend has nothing at ${request.url}${there}`
        throw new ServiceError('NotFound', message, 404)
      }
      Object.assign(request, { originalUrl: request.url })
      callByOwnName(request, new URL(url(isPage ? pageHost : host)).host)
      if (route.path !== '/') request.url = withoutPrefix(request.url ?? '/', route.path)
      await route.handler(request, response)
    } catch (error) {
      // The page that asked may read why.
      if (route?.ownCors && !response.headersSent && isOfThisMachine(request.headers.origin)) {
        allowOrigin(request, response)
      }
      throw error
    }
  }

  const server = createServer((request, response) => {
    // Who asked has gone, or got all of the answer: nothing more to say to anybody.
    request.on('error', () => response.destroy())
    response.on('error', () => response.destroy())
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof ServiceError) && !request.destroyed) {
        log(
          `${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`,
        )
      }
      sendError(response, error)
    })
  })
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy())
    try {
      const isPhone = admit(request, opened)
      const handler = upgrades.get(pathOf(request))
      const isPage = !isPhone && targetOf(request).hostname === pageHost
      assertMayAsk(request)
      if (!handler || isPage) throw new Error('no such socket')
      handler(request, socket, head)
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    }
  })
  const modern = createHttp2Server()
  modern.on('sessionError', () => undefined) // ends that session alone
  modern.on('session', (session) => {
    session.on('error', () => undefined)
    // The SDK says at once that it asks nothing more, and would take Node's reply to that for the end of its stream.
    // It closes the session itself when the stream has ended.
    session.close = () => undefined
  })

  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  const entrance = createEntrance((socket) => {
    keep(socket)
    // The first bytes tell the two protocols apart (RFC 9113, section 3.4).
    socket.once('data', (first) => {
      socket.pause()
      socket.unshift(first)
      const isHttp2 = String(first).slice(0, 3) === 'PRI'
      ;(isHttp2 ? modern : server).emit('connection', socket)
      if (!isHttp2) socket.resume() // an HTTP/2 session reads for itself
    })
  })
  const listen = (entrance: Entrance, port: number, address: string) =>
    new Promise<void>((listening, fail) => {
      entrance.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') return fail(error)
        const message = `Port ${port} is in use. Choose another one with --port.`
        fail(Object.assign(new Error(message), { code: error.code }))
      })
      entrance.listen(port, address, () => {
        entrances.push(entrance)
        listening()
      })
    })
  await listen(entrance, port, host)

  return {
    url: url(host),
    pageUrl: url(pageHost),
    route: (path, handler, { ownCors = false, for: who = 'app' } = {}) =>
      void routes.push({ path, handler, ownCors, for: who }),
    upgrade: (path, handler) => void upgrades.set(path, handler),
    openTo: async (address) => {
      const { port } = entrance.address() as AddressInfo
      const outside = createEntrance((socket) => {
        keep(socket)
        server.emit('connection', socket)
      })
      await listen(outside, port, address)
      opened = { host: `${address}:${port}`, key: randomBytes(16).toString('base64url') }
      return `http://${opened.host}/${opened.key}`
    },
    http2: (handler) => void modern.on('request', handler),
    close: async () => {
      const closed = entrances.map((each) => new Promise((closed) => each.close(closed)))
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    },
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? '/').split('?')[0] ?? '/'

function longestMatch(routes: Route[], path: string): Route | undefined {
  return routes
    .filter(({ path: prefix }) =>
      prefix === '/' ? path === '/' : path === prefix || path.startsWith(`${prefix}/`),
    )
    .sort((a, b) => b.path.length - a.path.length)[0]
}

/** Begins with one slash: two would begin a host name. */
const withoutPrefix = (url: string, prefix: string) => url.slice(prefix.length).replace(/^\/*/, '/')

const loopback = /^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])$/
/** This machine, as an Android emulator on it calls it. Nobody can point it elsewhere: it is an address, no name. */
const fromEmulator = '10.0.2.2'

const forbidden = (message: string) => new ServiceError('Forbidden', message, 403)
const foreign = () => forbidden('The local backend answers this machine only')

/**
 * True for a phone in the network, which has proved itself by the key in the path; that is taken away. Whoever comes from
 * there without it is refused.
 */
function admit(request: IncomingMessage, opened: Opened | undefined): boolean {
  if (request.socket.localAddress === host) return false
  const [, said = ''] = pathOf(request).split('/')
  if (request.headers.host !== opened?.host || !isSame(said, opened?.key ?? '')) throw foreign()
  request.url = withoutPrefix(request.url ?? '/', `/${said}`)
  return true
}

function isSame(said: string, key: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(key)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Emulators and phones call it by other names than the outputs, for which the app has signed. */
function callByOwnName({ headers }: IncomingMessage, own: string): void {
  if (headers.origin === `http://${headers.host}`) headers.origin = `http://${own}`
  headers.host = own
}

/** The name under which the server was called; other names that somebody points at 127.0.0.1 are refused. */
function targetOf({ headers: { host: called = '' } }: IncomingMessage): URL {
  const target = URL.canParse(`http://${called}`) ? new URL(`http://${called}`) : undefined
  if (target && called && target.host === called.toLowerCase().replace(/:80$/, '')) {
    if (loopback.test(target.hostname) || target.hostname === fromEmulator) return target
  }
  throw foreign()
}

/** False for `null`, which sandboxed frames and pages without a referrer send. */
const isOfThisMachine = (origin: string | undefined) =>
  origin === undefined || (URL.canParse(origin) && loopback.test(new URL(origin).hostname))

/**
 * Which pages may ask. A browser names the page (Origin), at least for what changes something, and says whether it is
 * of another site (Sec-Fetch-Site); programs send neither.
 */
function assertMayAsk({ method = 'GET', headers }: IncomingMessage, route?: Route): void {
  const { origin, referer, host: called, 'sec-fetch-site': site = 'none' } = headers
  // The browser of an emulator has opened a page here under the name by which it is called.
  if (!isOfThisMachine(origin) && origin !== `http://${called}`) throw foreign()
  if (route?.for === 'person' && (origin !== undefined || site !== 'none')) {
    throw forbidden('Programs of this machine may call this, web pages may not')
  }
  const isRead = (method === 'GET' || method === 'HEAD') && route?.for !== 'functions'
  const isKnown = origin !== undefined || (referer !== undefined && isOfThisMachine(referer))
  if (site === 'cross-site' && !isRead && !isKnown) throw foreign()
}

function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'origin')
  if (headers.origin === undefined) return
  response.setHeader('access-control-allow-origin', headers.origin)
  response.setHeader('access-control-allow-methods', 'GET, HEAD, PUT, POST, DELETE, PATCH')
  response.setHeader(
    'access-control-allow-headers',
    headers['access-control-request-headers'] ?? '*',
  )
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('access-control-max-age', '600')
}
