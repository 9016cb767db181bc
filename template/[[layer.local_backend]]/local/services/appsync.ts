// AWS AppSync: the GraphQL API, over HTTP and with subscriptions.
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import {
  execute,
  getOperationAST,
  GraphQLError,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql'
import {
  createAuthorization,
  type Api,
  type Caller,
  type GraphQlRequest,
} from './appsync-authorization.ts'
import { dataSources } from './appsync-data-sources.ts'
import { createResolvers } from './appsync-resolvers.ts'
import { executableSchema, plainSchema } from './appsync-schema.ts'
import { createSubscriptions, type Subscriptions } from './appsync-subscriptions.ts'
import type { Context } from './appsync-velocity.ts'
import { parsed, unsupported } from './appsync-websockets.ts'
import type { Bedrock } from './bedrock.ts'
import type { Tables } from './dynamodb.ts'
import type { Gate } from './gate.ts'
import { isObject, readText, sendJson, type Handler } from './http.ts'
import { ServiceError, type Assembly, type Auth, type Functions, type Log } from './types.ts'

export type GraphQlApi = {
  handle: Handler
  upgrade: Subscriptions['upgrade']
  /** The schema language, for the query editor of the local page. */
  sdl(): string
  reload(assembly: Assembly): Promise<void>
  close(): void
}

type Options = {
  assembly: Assembly
  auth: Auth
  functions: Functions
  tables: Tables
  bedrock: Bedrock
  gate: Gate
  log: Log
}

type Answer = { data?: Record<string, unknown> | null; errors?: readonly unknown[] }

/** In bytes. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const maxRequest = 1 << 20

/** Answers a backend without Data with an error that says so. */
export async function createGraphQlApi({ assembly, ...services }: Options): Promise<GraphQlApi> {
  let engine = await load(assembly, services)
  const current = () => {
    if (engine) return engine
    throw new ServiceError('NotFound', 'This backend defines no data', 404)
  }
  const subscriptions = createSubscriptions(current, services.log)

  const handle: Handler = async (request, response) => {
    if (request.method !== 'POST')
      throw new ServiceError('NotFound', 'GraphQL is called by POST', 404)
    const { run, authorize } = current()
    try {
      const text = await readText(request, maxRequest)
      const body = parsed(text)
      const caller = await authorize(
        { headers: request.headers, path: '/graphql', body: text },
        isObject(body) ? body : {},
      )
      if (!text) throw malformed('Request body is empty.')
      const context = contextOf(caller, request.headers, request.socket.remoteAddress)
      const { answer, published } = await run(body, context, ['query', 'mutation'])
      response.setHeaders(new Headers(context.responseHeaders))
      sendJson(response, 200, answer, 'application/json')
      for (const [mutation, item] of published) await subscriptions.publish(mutation, item)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const errors = [{ errorType: error.code, message: error.message }]
      response.setHeader('x-amzn-errortype', error.code)
      sendJson(response, error.status, { errors }, 'application/json')
    }
  }

  return {
    handle,
    upgrade: subscriptions.upgrade,
    sdl: () => engine?.sdl ?? '',
    async reload(next) {
      engine = await load(next, services)
    },
    close: () => subscriptions.close(),
  }
}

async function load(
  assembly: Assembly,
  { auth, functions, tables, bedrock, gate }: Omit<Options, 'assembly'>,
) {
  const [api] = assembly.of<Api>('AWS::AppSync::GraphQLApi')
  const [definition] = assembly.of<{ DefinitionS3Location: string }>('AWS::AppSync::GraphQLSchema')
  if (!api || !definition) return undefined
  const { region, account } = assembly.placeholders
  const sdl = readFileSync(assembly.asset(definition.properties.DefinitionS3Location), 'utf8')
  const authorize = createAuthorization(assembly, auth, functions, gate)
  const executable = executableSchema({
    sdl,
    resolvers: await createResolvers(
      assembly,
      dataSources(assembly, { tables, functions, bedrock, gate }),
    ),
    defaultMode: api.properties.AuthenticationType,
    iamAllows: ({ iam: principal }, type, field) => {
      const arn = `arn:aws:appsync:${region}:${account}:apis/${api.name}/types/${type}/fields/${field}`
      return gate.allows(principal, [{ action: 'appsync:GraphQL', resource: arn }])
    },
  })

  const run = async (request: unknown, context: Context, allowed: OperationTypeNode[]) => {
    const { variables, ...asked } = requestIn(request)
    const { document, operation, errors: wrong } = prepare(executable, asked)
    if (operation && !allowed.includes(operation)) {
      if (operation !== 'subscription') throw unsupported(operation)
      throw new ServiceError('BadRequestException', 'Subscriptions start over WebSocket only.')
    }
    if (wrong.length)
      return { document, answer: { data: null, errors: wrong.map(error) }, published: [] }
    const result = await execute({
      schema: executable,
      document,
      contextValue: context,
      variableValues: variables,
    })
    const errors = [...(result.errors ?? []), ...context.errors].map(error)
    const answer: Answer = { data: result.data ?? null, ...(errors.length && { errors }) }
    // What a mutation answers is published, not the stored record.
    const published = context.called.flatMap(({ field, alias }): [string, unknown][] => {
      const item = operation === 'mutation' && answer.data?.[alias]
      return item ? [[field, item]] : []
    })
    return { document, answer, published }
  }
  const error = (one: unknown) => written(one, executable)

  return {
    sdl,
    schema: plainSchema(sdl),
    authorize,
    run,
    async start(body: string, headers: IncomingHttpHeaders) {
      const request = parsed(body)
      const asked = requestIn(request)
      const caller = await authorize({ headers, path: '/graphql', body }, asked)
      const context = contextOf(caller, headers)
      const { document, answer } = await run(request, context, ['subscription'])
      const { variables, errors } = { ...asked, ...answer }
      return { context, document, variables: variables ?? {}, ...(errors && { errors }) }
    },
  }
}

const contextOf = (
  caller: Caller,
  headers: IncomingHttpHeaders,
  sourceIp = '127.0.0.1',
): Context => ({ caller, headers, sourceIp, errors: [], called: [], responseHeaders: {} })

const malformed = (message: string) => new ServiceError('MalformedHttpRequestException', message)

/** https://github.com/graphql/graphql-over-http/issues/81 tells what AppSync says of the others. */
function requestIn(body: unknown): GraphQlRequest & { query: string } {
  const { query, variables, operationName } = isObject(body) ? body : {}
  const isRequest =
    typeof query === 'string' &&
    isObject(variables ?? {}) &&
    typeof (operationName ?? '') === 'string'
  if (!isRequest) throw malformed('Unable to parse GraphQL query.')
  return {
    query,
    variables: variables as GraphQlRequest['variables'],
    ...(operationName ? { operationName: operationName as string } : {}),
  }
}

/** The operation that is asked for and its fragments, or what is wrong with them. */
function prepare(
  schema: GraphQLSchema,
  { query, operationName }: { query: string; operationName?: string },
): { document: DocumentNode; operation?: OperationTypeNode; errors: readonly GraphQLError[] } {
  let document: DocumentNode
  let errors: readonly GraphQLError[]
  try {
    document = parse(query)
    errors = validate(schema, document)
  } catch (error) {
    // Also one that is nested too deeply.
    throw malformed(`Unable to parse GraphQL query. ${(error as Error).message}`)
  }
  const operation = getOperationAST(document, operationName)
  if (!operation) {
    const message = operationName
      ? `Unknown operation named '${operationName}'.`
      : 'Must provide operation name if query contains multiple operations.'
    return { document, errors: [new GraphQLError(message)] }
  }
  const definitions = document.definitions.filter(
    (one) => one === operation || one.kind === 'FragmentDefinition',
  )
  return { document: { ...document, definitions }, operation: operation.operation, errors }
}

/** An error as AppSync writes it: errorType and data beside the message of a resolver's. */
function written(error: unknown, schema: GraphQLSchema): unknown {
  const { extensions, message, path = null, locations = null } = error as GraphQLError
  const places = (given: readonly object[] | null) =>
    given?.map((place) => ({ ...place, sourceName: null })) ?? null
  const own = extensions as Record<string, unknown> | undefined
  if (own?.errorType !== undefined)
    return { ...own, locations: places(own.locations as object[] | null) }
  return { path, locations: places(locations), message: inWordsOfAppSync(message, path, schema) }
}

/** Engines name the field that is null, AppSync its type and path. */
function inWordsOfAppSync(
  message: string,
  path: GraphQLError['path'] | null,
  schema: GraphQLSchema,
) {
  const [, parent = '', field = ''] =
    /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(message) ?? []
  const type = schema.getType(parent)
  const returned = isObjectType(type) && type.getFields()[field]?.type.toString().replace(/!$/, '')
  if (!returned) return message
  return `Cannot return null for non-nullable type: '${returned}' within parent '${parent}' (/${path?.join('/')})`
}
