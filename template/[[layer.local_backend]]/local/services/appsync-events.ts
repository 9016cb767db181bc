// AWS AppSync Events: channels to publish and listen on, over HTTP and WebSocket.
// https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'
import { createAuthorization, type Mode } from './appsync-authorization.ts'
import { lowerCase, send, serveSockets, timeout } from './appsync-websockets.ts'
import { readJson, sendJson, type Handler } from './http.ts'
import type { Iam } from './iam.ts'
import { ServiceError, type Assembly, type Auth, type Functions } from './types.ts'

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

type Published = { channel?: string; events?: string[] }
type Message = Published & { id: string; type: string; authorization?: IncomingHttpHeaders }
type Listener = { id: string; socket: WebSocket; channel: string }

export type Events = {
  handle: Handler
  upgrade: Upgrade
  reload(assembly: Assembly): void
  close(): void
}

type Options = { assembly: Assembly; auth: Auth; functions: Functions; iam: () => Iam }

/** Answers a backend without an Event API with an error that says so. */
export function createEvents({ assembly, auth, functions, iam }: Options): Events {
  let api = load(assembly, auth, functions)
  const listeners = new Set<Listener>()

  /** Throws unless the sender of these headers may do this. */
  const assertMay = async (
    action: 'Connect' | 'Publish' | 'Subscribe',
    headers: IncomingHttpHeaders,
    channel?: string,
  ) => {
    if (!api) throw new ServiceError('NotFound', 'This backend defines no Event API', 404)
    const caller = await api.authorize(lowerCase(headers))
    const namespace = channel === undefined ? undefined : api.namespaceOf(channel)
    const { modes, arn } = api.rulesOf(action, namespace)
    const isListed = modes.some(({ AuthType }) => AuthType === caller.mode)
    const isGranted = !caller.iam || iam().allows(caller.iam, `appsync:Event${action}`, arn)
    if (isListed && isGranted) return
    throw new ServiceError('UnauthorizedException', `You are not authorized to ${action}`, 401)
  }

  const publish = async (
    headers: IncomingHttpHeaders,
    { channel = '', events = [] }: Published,
  ) => {
    const path = trimmed(channel)
    await assertMay('Publish', headers, path)
    if (path.includes('*') || !events.length || events.length > 5) {
      throw new ServiceError('BadRequestException', 'Publish one to five events to one channel')
    }
    for (const event of events) {
      for (const { id, socket, channel: wanted } of listeners) {
        if (reaches(wanted, path)) send(socket, { id, type: 'data', event })
      }
    }
    const successful = events.map((_, index) => ({ identifier: crypto.randomUUID(), index }))
    return { successful, failed: [] }
  }

  const stop = (socket: WebSocket, id?: string) => {
    for (const one of listeners) {
      if (one.socket === socket && (id === undefined || one.id === id)) listeners.delete(one)
    }
  }

  const answer = async (socket: WebSocket, handshake: IncomingHttpHeaders, message: Message) => {
    const { id, type, channel = '', authorization = {} } = message
    switch (type) {
      case 'connection_init':
        await assertMay('Connect', handshake)
        return { type: 'connection_ack', connectionTimeoutMs: timeout }
      case 'subscribe':
        await assertMay('Subscribe', authorization, trimmed(channel))
        listeners.add({ id, socket, channel: trimmed(channel) })
        return { id, type: 'subscribe_success' }
      case 'unsubscribe':
        stop(socket, id)
        return { id, type: 'unsubscribe_success' }
      case 'publish':
        return { id, type: 'publish_success', ...(await publish(authorization, message)) }
      default:
        throw new ServiceError('UnsupportedOperation', `AppSync knows no message of type ${type}`)
    }
  }

  const sockets = serveSockets<Message>('aws-appsync-event-ws', {
    async onMessage(socket, headers, message) {
      send(socket, await answer(socket, headers, message))
    },
    onClose: stop,
    refusal({ id, type }, error) {
      const { code = 'InternalFailure', message, status } = error as ServiceError
      const errors = [{ errorType: code, errorCode: status, message }]
      const isFirst = type === 'connection_init'
      return { id, type: isFirst ? 'connection_error' : `${type}_error`, errors }
    },
  })

  return {
    ...sockets,
    async handle(request, response) {
      try {
        if (request.method !== 'POST') {
          throw new ServiceError('NotFound', 'Events are published by POST', 404)
        }
        const published = await publish(request.headers, await readJson<Published>(request))
        sendJson(response, 200, published, 'application/json')
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        const errors = [{ errorType: error.code, message: error.message }]
        response.setHeader('x-amzn-errortype', error.code)
        sendJson(response, error.status, { errors }, 'application/json')
      }
    },
    reload(next) {
      api = load(next, auth, functions)
    },
  }
}

function load(assembly: Assembly, auth: Auth, functions: Functions) {
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
    authorize: createAuthorization(assembly, auth, functions, {
      name: api.name,
      properties: {
        AuthenticationType: AuthenticationType ?? 'API_KEY',
        AdditionalAuthenticationProviders: others.map((mode) => ({ AuthenticationType: mode })),
      },
    }),
    namespaceOf(channel: string): Namespace {
      const found = namespaces.find(({ properties: { Name } }) => Name === channel.split('/')[0])
      if (found) return found.properties
      throw new ServiceError('BadRequestException', `No namespace has the channel /${channel}`)
    },
    rulesOf(action: 'Connect' | 'Publish' | 'Subscribe', namespace: Namespace | undefined) {
      if (action === 'Connect' || !namespace) return { modes: config.ConnectionAuthModes, arn }
      const modes = namespace[`${action}AuthModes`] ?? config[`Default${action}AuthModes`]
      return { modes, arn: `${arn}/channelNamespace/${namespace.Name}` }
    },
  }
}

const trimmed = (channel: string) => channel.replace(/^\/|\/$/g, '')

/** Whether who listens to a channel, which may end with `/*`, hears what is published to another. */
const reaches = (wanted: string, channel: string) =>
  wanted.endsWith('/*') ? channel.startsWith(wanted.slice(0, -1)) : wanted === channel
