// AppSync's real-time protocol and the delivery of mutations to subscriptions.
// https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
import { isObject } from './http.ts'
import type { IncomingHttpHeaders } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { execute, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'
import type { Authorize } from './appsync-authorization.ts'
import type { Called, Context } from './appsync-velocity.ts'
import {
  headersIn,
  maxSubscriptions,
  send,
  serveSockets,
  timeout,
  unsupported,
} from './appsync-websockets.ts'
import { ServiceError, type Log } from './types.ts'

type Started = {
  context: Context
  document: DocumentNode
  variables: Record<string, unknown>
  errors?: readonly unknown[]
}

/** What a connection needs from the API; replaced as a whole on reload. */
export type Engine = {
  /** Without resolvers: an event holds what the mutation answered, nothing is fetched. */
  schema: GraphQLSchema
  authorize: Authorize
  /** Runs the resolver of a subscription, which authorizes it and may set a filter. */
  start(body: string, headers: IncomingHttpHeaders): Promise<Started>
}

type Subscription = Started & { id: string; socket: WebSocket; called: Called }

export type Subscriptions = {
  upgrade: Upgrade
  /** Delivers the answer of a mutation to whoever subscribed to it. */
  publish(mutation: string, item: unknown): Promise<void>
  close(): void
}

type Message = { id?: string; type: string; payload?: unknown }

export function createSubscriptions(engine: () => Engine, log: Log): Subscriptions {
  const subscriptions = new Set<Subscription>()
  const of = (socket: WebSocket, id?: string) =>
    [...subscriptions].filter((one) => one.socket === socket && (id ?? one.id) === one.id)

  const start = async (socket: WebSocket, { id, payload }: Message) => {
    if (id === undefined || !isObject(payload) || typeof payload.data !== 'string')
      throw unsupported('unknown')
    if (of(socket, id).length)
      throw new ServiceError('DuplicatedOperationError', `Duplicated operation id ${id}`)
    if (of(socket).length >= maxSubscriptions) {
      const message = `Max number of ${maxSubscriptions} subscriptions reached`
      throw new ServiceError('MaxSubscriptionsReachedError', message)
    }
    const { authorization } = isObject(payload.extensions) ? payload.extensions : {}
    const started = await engine().start(payload.data, headersIn(authorization))
    const [called] = started.context.called
    if (started.errors?.length || !called) {
      return send(socket, { id, type: 'error', payload: { errors: started.errors } })
    }
    if (socket.readyState === socket.OPEN) subscriptions.add({ ...started, id, socket, called })
    send(socket, { id, type: 'start_ack' })
  }

  const onMessage = async (socket: WebSocket, message: Message) => {
    const { id, type } = message
    if (type === 'connection_init') {
      return send(socket, { type: 'connection_ack', payload: { connectionTimeoutMs: timeout } })
    }
    if (type === 'start') return start(socket, message)
    if (type !== 'stop') throw unsupported(type)
    const stopped = id === undefined ? [] : of(socket, id)
    if (!stopped.length)
      throw new ServiceError('UnknownOperationError', `Unknown operation id ${id}`)
    for (const one of stopped) subscriptions.delete(one)
    send(socket, { id, type: 'complete' })
  }

  const sockets = serveSockets<Message>('graphql-ws', {
    admit: (headers) => engine().authorize({ headers, path: '/graphql/connect', body: '{}' }),
    onMessage,
    onClose: (socket) => of(socket).forEach((one) => subscriptions.delete(one)),
    refusal: ({ id, type }, failure) => ({
      id,
      type: type === 'connection_init' ? 'connection_error' : 'error',
      payload: { errors: [failure] },
    }),
    log,
  })

  const deliver = async (subscription: Subscription, mutation: string, item: unknown) => {
    const { id, socket, document, variables, called, context } = subscription
    const { schema } = engine()
    if (!mutationsOf(schema, called.field).includes(mutation) || !wants(called, context, item))
      return
    const payload = await execute({
      schema,
      document,
      rootValue: { [called.field]: item },
      variableValues: variables,
    })
    send(socket, { id, type: 'data', payload })
  }

  return {
    ...sockets,
    async publish(mutation, item) {
      for (const one of subscriptions) {
        try {
          await deliver(one, mutation, item)
        } catch (error) {
          log(`The subscription ${one.called.field} did not get ${mutation}: ${String(error)}`)
        }
      }
    },
  }
}

/** A filter that the resolver set decides alone, else arguments must equal the item's fields. */
function wants({ args }: Called, { subscriptionFilter }: Context, item: unknown): boolean {
  const fields = item as Record<string, unknown>
  if (subscriptionFilter) return subscriptionFilter(fields)
  return Object.entries(args).every(([name, value]) =>
    isDeepStrictEqual(fields[name] ?? null, value),
  )
}

/** Names in `@aws_subscribe(mutations: […])` of a subscription. */
function mutationsOf(schema: GraphQLSchema, field: string): string[] {
  const directives = schema.getSubscriptionType()?.getFields()[field]?.astNode?.directives ?? []
  return directives
    .filter(({ name }) => name.value === 'aws_subscribe')
    .flatMap(({ arguments: values = [] }) =>
      values.flatMap(({ value }) => (value.kind === 'ListValue' ? value.values : [])),
    )
    .flatMap((value) => (value.kind === 'StringValue' ? value.value : []))
}
