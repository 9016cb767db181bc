// AWS AppSync: the GraphQL API, over HTTP and with subscriptions.
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { execute, getOperationAST, GraphQLError, parse, validate, type DocumentNode } from 'graphql'
import { createAuthorization, type Api, type GraphQlRequest } from './appsync-authorization.ts'
import { dataSources } from './appsync-data-sources.ts'
import { createResolvers } from './appsync-resolvers.ts'
import { executableSchema, plainSchema } from './appsync-schema.ts'
import { createSubscriptions, type Subscriptions } from './appsync-subscriptions.ts'
import type { Context } from './appsync-velocity.ts'
import { lowerCase } from './appsync-websockets.ts'
import type { Bedrock } from './bedrock.ts'
import type { Tables } from './dynamodb.ts'
import type { Gate } from './gate.ts'
import { readJson, sendJson, type Handler } from './http.ts'
import type { Iam } from './iam.ts'
import { ServiceError, type Assembly, type Auth, type Functions } from './types.ts'

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
  iam: () => Iam
}

type Answer = { data?: Record<string, unknown> | null; errors?: readonly unknown[] }

/** Answers a backend without Data with an error that says so. */
export async function createGraphQlApi({ assembly, ...services }: Options): Promise<GraphQlApi> {
  let engine = await load(assembly, services)
  const current = () => {
    if (engine) return engine
    throw new ServiceError('NotFound', 'This backend defines no data', 404)
  }
  const subscriptions = createSubscriptions(current)

  const handle: Handler = async (request, response) => {
    if (request.method !== 'POST')
      throw new ServiceError('NotFound', 'GraphQL is called by POST', 404)
    const { run, authorize } = current()
    const body = await readJson<GraphQlRequest>(request)
    try {
      const caller = await authorize(request.headers, body)
      const sourceIp = request.socket.remoteAddress ?? ''
      const context: Context = { caller, headers: request.headers, sourceIp, errors: [] }
      const { answer, published } = await run(body, context)
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
  { auth, functions, tables, bedrock, gate, iam }: Omit<Options, 'assembly'>,
) {
  const [api] = assembly.of<Api>('AWS::AppSync::GraphQLApi')
  const [definition] = assembly.of<{ DefinitionS3Location: string }>('AWS::AppSync::GraphQLSchema')
  if (!api || !definition) return undefined
  const { region, account } = assembly.placeholders
  const sdl = readFileSync(assembly.asset(definition.properties.DefinitionS3Location), 'utf8')
  const authorize = createAuthorization(assembly, auth, functions)
  const executable = executableSchema({
    sdl,
    resolvers: await createResolvers(
      assembly,
      dataSources(assembly, { tables, functions, bedrock, gate }),
    ),
    defaultMode: api.properties.AuthenticationType,
    iamAllows: ({ iam: principal }, type, field) => {
      const arn = `arn:aws:appsync:${region}:${account}:apis/${api.name}/types/${type}/fields/${field}`
      return Boolean(principal && iam().allows(principal, 'appsync:GraphQL', arn))
    },
  })

  const run = async (
    { query = '', variables, operationName }: GraphQlRequest,
    context: Context,
  ) => {
    let document: DocumentNode
    try {
      document = parse(query)
    } catch (error) {
      return { answer: { data: null, errors: [published(error)] }, published: [] }
    }
    const invalid = validate(executable, document)
    if (invalid.length)
      return { answer: { data: null, errors: invalid.map(published) }, published: [] }
    const result = await execute({
      schema: executable,
      document,
      contextValue: context,
      variableValues: variables,
      operationName,
    })
    const errors = [...(result.errors ?? []), ...context.errors].map(published)
    const answer: Answer = { data: result.data ?? null, ...(errors.length && { errors }) }
    return { answer, published: mutated(document, operationName, answer) }
  }

  return {
    sdl,
    schema: plainSchema(sdl),
    authorize,
    run,
    async start(request: GraphQlRequest, given: IncomingHttpHeaders) {
      const headers = lowerCase(given)
      const caller = await authorize(headers, request)
      const context: Context = { caller, headers, sourceIp: '127.0.0.1', errors: [] }
      const { errors } = (await run(request, context)).answer
      return { context, ...(errors && { errors }) }
    },
  }
}

/** Fields of a mutation with what they answered: that, not the stored record, is published. */
function mutated(
  document: DocumentNode,
  name: string | null | undefined,
  { data }: Answer,
): [mutation: string, item: unknown][] {
  const operation = getOperationAST(document, name)
  if (operation?.operation !== 'mutation') return []
  return operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== 'Field') return []
    const item = data?.[(selection.alias ?? selection.name).value]
    return item ? [[selection.name.value, item] as [string, unknown]] : []
  })
}

/** An error as AppSync writes it: errorType and data beside the message. */
function published(error: unknown): unknown {
  const { extensions, message } = error as GraphQLError
  const own = extensions as Record<string, unknown> | undefined
  if (own?.errorType !== undefined) return own
  const { path = null, locations = null } = error as GraphQLError
  return { path, locations, message }
}
