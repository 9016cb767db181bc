// AppSync's real-time protocol and the delivery of mutations to subscriptions.
// https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
import type { IncomingHttpHeaders } from 'node:http'
import { getOperationAST, execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql'
import type { WebSocket } from 'ws'
import type { Upgrade } from '../server.ts'
import type { Authorize, GraphQlRequest } from './appsync-authorization.ts'
import { matchesFilter } from './appsync-filters.ts'
import type { Context } from './appsync-velocity.ts'
import { send, serveSockets, timeout } from './appsync-websockets.ts'

type Started = { context: Context; errors?: readonly unknown[] }

/** What a connection needs from the API; replaced as a whole on reload. */
export type Engine = {
  /** Without resolvers: an event holds what the mutation answered, nothing is fetched. */
  schema: GraphQLSchema
  authorize: Authorize
  /** Runs the resolver of a subscription, which authorizes it and may set a filter. */
  start(request: GraphQlRequest, headers: IncomingHttpHeaders): Promise<Started>
}

type Subscription = {
  id: string
  socket: WebSocket
  document: DocumentNode
  variables: Record<string, unknown>
  field: string
  /** Arguments with a value. */
  args: Record<string, unknown>
  context: Context
}

export type Subscriptions = {
  upgrade: Upgrade
  /** Delivers the answer of a mutation to whoever subscribed to it. */
  publish(mutation: string, item: unknown): Promise<void>
  close(): void
}

type Message = {
  id: string
  type: string
  payload?: { data?: string; extensions?: { authorization?: IncomingHttpHeaders } }
}

export function createSubscriptions(engine: () => Engine): Subscriptions {
  const subscriptions = new Set<Subscription>()
  const stop = (socket: WebSocket, id?: string) => {
    for (const one of subscriptions) {
      if (one.socket === socket && (id === undefined || one.id === id)) subscriptions.delete(one)
    }
  }

  const start = async (socket: WebSocket, { id, payload }: Message) => {
    const request = JSON.parse(payload?.data ?? '{}') as GraphQlRequest
    const { context, errors } = await engine().start(
      request,
      payload?.extensions?.authorization ?? {},
    )
    if (errors?.length) return send(socket, { id, type: 'error', payload: { errors } })
    const document = parse(request.query ?? '')
    const variables = request.variables ?? {}
    const called = rootField(document, request.operationName, variables)
    subscriptions.add({ id, socket, document, variables, context, ...called })
    send(socket, { id, type: 'start_ack' })
  }

  const onMessage = async (socket: WebSocket, headers: IncomingHttpHeaders, message: Message) => {
    switch (message.type) {
      case 'connection_init':
        await engine().authorize(headers)
        return send(socket, { type: 'connection_ack', payload: { connectionTimeoutMs: timeout } })
      case 'start':
        return start(socket, message)
      case 'stop':
        stop(socket, message.id)
        return send(socket, { id: message.id, type: 'complete' })
      default:
        throw new Error(`AppSync knows no message of type ${message.type}`)
    }
  }

  const sockets = serveSockets<Message>('graphql-ws', {
    onMessage,
    onClose: stop,
    refusal({ id, type }, error) {
      const { name, message } = error as Error
      const errors = [{ errorType: name, errorCode: 401, message }]
      const atStart = type === 'connection_init'
      return { id, type: atStart ? 'connection_error' : 'error', payload: { errors } }
    },
  })

  return {
    ...sockets,
    async publish(mutation, item) {
      const { schema } = engine()
      for (const { id, socket, document, variables, field, args, context } of subscriptions) {
        if (!mutationsOf(schema, field).includes(mutation) || !wants(args, context, item)) continue
        const payload = await execute({
          schema,
          document,
          rootValue: { [field]: item },
          variableValues: variables,
        })
        send(socket, { id, type: 'data', payload })
      }
    },
  }
}

/** A filter that the resolver set decides alone, else arguments must equal the item's fields. */
function wants(
  args: Record<string, unknown>,
  { subscriptionFilter }: Context,
  item: unknown,
): boolean {
  const fields = item as Record<string, unknown>
  if (subscriptionFilter) return matchesFilter(fields, subscriptionFilter)
  return Object.entries(args).every(([name, value]) => fields[name] === value)
}

/** The field that a subscription selects, with its arguments' values. */
function rootField(
  document: DocumentNode,
  name: string | null | undefined,
  variables: Record<string, unknown>,
) {
  const selection = getOperationAST(document, name)?.selectionSet.selections[0]
  if (selection?.kind !== 'Field') throw new Error('A subscription selects one field')
  const given = (selection.arguments ?? []).map(({ name: { value: key }, value }) => [
    key,
    value.kind === 'Variable'
      ? variables[value.name.value]
      : 'value' in value
        ? value.value
        : undefined,
  ])
  const present = given.filter(([, value]) => value !== undefined && value !== null)
  return {
    field: selection.name.value,
    args: Object.fromEntries(present) as Record<string, unknown>,
  }
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
