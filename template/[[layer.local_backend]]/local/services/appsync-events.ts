// AWS AppSync Events: channels to publish and listen on, over HTTP and WebSocket.
// https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'
import { createAuthorization, type Mode } from './appsync-authorization.ts'
import type { Gate } from './gate.ts'
import {
  headersIn,
  maxSubscriptions,
  parsed,
  send,
  serveSockets,
  timeout,
  unsupported,
} from './appsync-websockets.ts'
import { isObject, readText, sendJson, type Handler } from './http.ts'
import { ServiceError, type Assembly, type Auth, type Functions, type Log } from './types.ts'

type Modes = { AuthType: Mode }[]
type Api = {
  EventConfig: {
    AuthProviders: Modes
    ConnectionAuthModes: Modes
    DefaultPublishAuthModes: Modes
    DefaultSubscribeAuthModes: Modes
  }
}
type Namespace = {
  ApiId: string
  Name: string
  PublishAuthModes?: Modes
  SubscribeAuthModes?: Modes
}

type Message = { id?: string; type: string; authorization?: unknown; channel?: unknown }
type Listener = { id: string; socket: WebSocket; channel: string }

export type Events = {
  handle: Handler
  upgrade: Upgrade
  reload(assembly: Assembly): void
  close(): void
}

type Options = {
  assembly: Assembly
  auth: Auth
  functions: Functions
  gate: Gate
  log: Log
}

/** In bytes. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const maxEvent = 240 * 1024
/** Five events, and what is around them. */
const maxRequest = 5 * maxEvent + 4096

/** Answers a backend without an Event API with an error that says so. */
export function createEvents({ assembly, auth, functions, gate, log }: Options): Events {
  let api = load(assembly, auth, functions, gate)
  const listeners = new Set<Listener>()

  /** Throws unless the sender of these headers may do this. */
  const assertMay = async (
    action: 'Connect' | 'Publish' | 'Subscribe',
    headers: IncomingHttpHeaders,
    body: string,
    channel?: string,
  ) => {
    if (!api) throw new ServiceError('NotFound', 'This backend defines no Event API', 404)
    const caller = await api.authorize({ headers, path: '/event', body })
    const namespace = channel === undefined ? undefined : api.namespaceOf(channel)
    const { modes, arn } = api.rulesOf(action, namespace)
    const isListed = modes.some(({ AuthType }) => AuthType === caller.mode)
    const needed = [{ action: `appsync:Event${action}`, resource: arn }]
    const isGranted = caller.mode !== 'AWS_IAM' || gate.allows(caller.iam, needed)
    if (isListed && isGranted) return
    throw new ServiceError('UnauthorizedException', `You are not authorized to ${action}`, 401)
  }

  const publish = async (headers: IncomingHttpHeaders, message: unknown, body?: string) => {
    const { channel, events = [] } = isObject(message) ? message : {}
    const path = pathOf(channel)
    await assertMay('Publish', headers, body ?? JSON.stringify({ channel, events }), path)
    if (path.includes('*') || !Array.isArray(events) || !events.length || events.length > 5)
      throw badRequest('Publish one to five events to one channel')
    if (!events.every(isEvent)) throw badRequest('An event is JSON, as a text of 240 KB at most')
    for (const event of events) {
      for (const { id, socket, channel: wanted } of listeners) {
        if (reaches(wanted, path)) send(socket, { id, type: 'data', event })
      }
    }
    const successful = events.map((_, index) => ({ identifier: crypto.randomUUID(), index }))
    return { successful, failed: [] }
  }

  const of = (socket: WebSocket, id?: string) =>
    [...listeners].filter((one) => one.socket === socket && (id ?? one.id) === one.id)

  const subscribe = async (socket: WebSocket, id: string, { channel, ...message }: Message) => {
    const path = pathOf(channel)
    await assertMay(
      'Subscribe',
      headersIn(message.authorization),
      JSON.stringify({ channel }),
      path,
    )
    if (of(socket, id).length)
      throw new ServiceError('DuplicatedOperationError', `Duplicated operation id ${id}`)
    if (of(socket).length >= maxSubscriptions) {
      const reached = `Max number of ${maxSubscriptions} subscriptions reached`
      throw new ServiceError('MaxSubscriptionsReachedError', reached)
    }
    if (socket.readyState === socket.OPEN) listeners.add({ id, socket, channel: path })
  }

  const answer = async (socket: WebSocket, message: Message) => {
    const { id, type } = message
    if (type === 'connection_init') return { type: 'connection_ack', connectionTimeoutMs: timeout }
    if (!/^(subscribe|unsubscribe|publish)$/.test(type)) throw unsupported(type)
    if (id === undefined) throw badRequest(`A message of type ${type} has an id`)
    const success = { id, type: `${type}_success` }
    if (type === 'publish')
      return { ...success, ...(await publish(headersIn(message.authorization), message)) }
    if (type === 'subscribe') await subscribe(socket, id, message)
    else {
      const stopped = of(socket, id)
      if (!stopped.length)
        throw new ServiceError('UnknownOperationError', `Unknown operation id ${id}`)
      for (const one of stopped) listeners.delete(one)
    }
    return success
  }

  const sockets = serveSockets<Message>('aws-appsync-event-ws', {
    admit: (headers) => assertMay('Connect', headers, '{}'),
    async onMessage(socket, message) {
      send(socket, await answer(socket, message))
    },
    onClose: (socket) => of(socket).forEach((one) => listeners.delete(one)),
    refusal({ id, type = '' }, failure) {
      const known = /^((un)?subscribe|publish)$/.test(type)
      const name =
        type === 'connection_init' ? 'connection_error' : known ? `${type}_error` : 'error'
      return { id, type: name, errors: [failure] }
    },
    log,
  })

  return {
    ...sockets,
    async handle(request, response) {
      try {
        if (request.method !== 'POST') {
          throw new ServiceError('NotFound', 'Events are published by POST', 404)
        }
        const body = await readText(request, maxRequest)
        const published = await publish(request.headers, parsed(body), body)
        sendJson(response, 200, published, 'application/json')
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        const errors = [{ errorType: error.code, message: error.message }]
        response.setHeader('x-amzn-errortype', error.code)
        sendJson(response, error.status, { errors }, 'application/json')
      }
    },
    reload(next) {
      api = load(next, auth, functions, gate)
    },
  }
}

function load(assembly: Assembly, auth: Auth, functions: Functions, gate: Gate) {
  const [api] = assembly.of<Api>('AWS::AppSync::Api')
  if (!api) return undefined
  const { EventConfig: config } = api.properties
  const { region, account } = assembly.placeholders
  const arn = `arn:aws:appsync:${region}:${account}:apis/${api.name}`
  const namespaces = assembly
    .of<Namespace>('AWS::AppSync::ChannelNamespace')
    .filter(({ properties }) => properties.ApiId === api.name)
  const [AuthenticationType, ...others] = config.AuthProviders.map(({ AuthType }) => AuthType)
  return {
    authorize: createAuthorization(assembly, auth, functions, gate, {
      name: api.name,
      properties: {
        AuthenticationType: AuthenticationType ?? 'API_KEY',
        AdditionalAuthenticationProviders: others.map((mode) => ({ AuthenticationType: mode })),
      },
    }),
    namespaceOf(channel: string): Namespace {
      const found = namespaces.find(({ properties: { Name } }) => Name === channel.split('/')[0])
      if (found) return found.properties
      throw badRequest(`No namespace has the channel /${channel}`)
    },
    rulesOf(action: 'Connect' | 'Publish' | 'Subscribe', namespace: Namespace | undefined) {
      if (action === 'Connect' || !namespace) return { modes: config.ConnectionAuthModes, arn }
      const modes = namespace[`${action}AuthModes`] ?? config[`Default${action}AuthModes`]
      return { modes, arn: `${arn}/channelNamespace/${namespace.Name}` }
    },
  }
}

const badRequest = (message: string) => new ServiceError('BadRequestException', message)

/** Up to five segments of letters, digits and dashes; to listen, the last may be `*`. */
const channelPath = /^\/?[a-z\d][a-z\d-]{0,49}(\/[a-z\d][a-z\d-]{0,49}){0,4}(\/\*)?\/?$/i

/** A channel without the slashes around it. */
function pathOf(channel: unknown): string {
  if (typeof channel === 'string' && channelPath.test(channel))
    return channel.replace(/^\/|\/$/g, '')
  throw badRequest('A channel is a path of one to five segments of letters, digits and dashes')
}

const isEvent = (event: unknown): event is string =>
  typeof event === 'string' && Buffer.byteLength(event) <= maxEvent && parsed(event) !== undefined

/** Whether who listens to a channel, which may end with `/*`, hears what is published to another. */
const reaches = (wanted: string, channel: string) =>
  wanted.endsWith('/*') ? channel.startsWith(wanted.slice(0, -1)) : wanted === channel
