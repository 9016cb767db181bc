// Resolvers and pipelines of the GraphQL API, in VTL or JavaScript alike.
import { readFileSync } from 'node:fs'
import type { GraphQLResolveInfo } from 'graphql'
import { DataSourceError, type DataSource } from './appsync-data-sources.ts'
import { javaScriptHandlers } from './appsync-javascript.ts'
import { velocityHandler, type Context, type Handler } from './appsync-velocity.ts'
import type { Assembly, Resource } from './types.ts'

type Properties = {
  TypeName: string
  FieldName: string
  DataSourceName?: string
  Kind?: 'UNIT' | 'PIPELINE'
  PipelineConfig?: { Functions: string[] }
  Runtime?: { Name: string }
  Code?: string
  CodeS3Location?: string
  RequestMappingTemplate?: string
  RequestMappingTemplateS3Location?: string
  ResponseMappingTemplate?: string
  ResponseMappingTemplateS3Location?: string
}

export type Resolver = (
  source: unknown,
  args: unknown,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<unknown>

type Handlers = { request: Handler; response: Handler }
type State = { args: unknown; stash: unknown; result: unknown; failed: boolean; ended?: boolean }
type Step = (
  source: unknown,
  state: State,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<State>

/** Resolvers by `Type.field`. */
export async function createResolvers(
  assembly: Assembly,
  sources: Map<string, DataSource>,
): Promise<Map<string, Resolver>> {
  const steps = new Map<string, Step>()
  for (const resource of assembly.of<Properties>('AWS::AppSync::FunctionConfiguration')) {
    steps.set(resource.name, step(await handlersOf(resource, assembly), resource, sources))
  }
  const resolvers = new Map<string, Resolver>()
  for (const resource of assembly.of<Properties>('AWS::AppSync::Resolver')) {
    const { TypeName, FieldName, PipelineConfig } = resource.properties
    const handlers = await handlersOf(resource, assembly)
    const functions = PipelineConfig?.Functions.map((name) => {
      const found = steps.get(name)
      if (!found) throw new Error(`${TypeName}.${FieldName} uses the unknown function ${name}`)
      return found
    })
    const resolver = functions
      ? pipeline(handlers, functions)
      : unit(step(handlers, resource, sources))
    resolvers.set(`${TypeName}.${FieldName}`, resolver)
  }
  return resolvers
}

async function handlersOf(
  { properties }: Resource<Properties>,
  assembly: Assembly,
): Promise<Handlers> {
  const read = (location?: string) =>
    location ? readFileSync(assembly.asset(location), 'utf8') : undefined
  if (properties.Runtime) {
    const code = properties.Code ?? read(properties.CodeS3Location) ?? ''
    return javaScriptHandlers(code, assembly)
  }
  const handler = (inline?: string, location?: string) =>
    velocityHandler(inline ?? read(location) ?? '$util.toJson($ctx.result)', assembly)
  return {
    request: handler(
      properties.RequestMappingTemplate,
      properties.RequestMappingTemplateS3Location,
    ),
    response: handler(
      properties.ResponseMappingTemplate,
      properties.ResponseMappingTemplateS3Location,
    ),
  }
}

/** One function of a pipeline: request, data source, response. */
function step(
  { request, response }: Handlers,
  { properties: { DataSourceName = '' } }: Resource<Properties>,
  sources: Map<string, DataSource>,
): Step {
  return async (source, state, context, info) => {
    const values = { source, arguments: state.args, stash: state.stash, prevResult: state.result }
    const asked = request(values, context, info)
    const { args, stash } = asked
    if (asked.returned || asked.failed) {
      const { result, failed, skipsPipeline: ended } = asked
      return { args, stash, result, failed, ...(ended && { ended }) }
    }
    const load = sources.get(DataSourceName)
    if (!load) throw new Error(`There is no data source ${DataSourceName}`)
    let result: unknown = null
    let error: { message: string; type: string } | undefined
    try {
      result = await load((asked.result ?? {}) as Parameters<DataSource>[0])
    } catch (thrown) {
      if (!(thrown instanceof DataSourceError)) throw thrown
      error = { message: thrown.message, type: thrown.type }
      result = thrown.result
    }
    const answer = response({ ...values, arguments: args, stash, result, error }, context, info)
    return {
      args,
      stash: answer.stash,
      result: answer.result,
      failed: answer.failed,
      ...(answer.skipsPipeline && { ended: true }),
    }
  }
}

function unit(only: Step): Resolver {
  return async (source, args, context, info) => {
    const state = { args, stash: {}, result: undefined, failed: false }
    return (await only(source, state, context, info)).result
  }
}

function pipeline({ request, response }: Handlers, functions: Step[]): Resolver {
  return async (source, args, context, info) => {
    const before = request({ source, arguments: args, stash: {} }, context, info)
    if (before.returned || before.failed) return before.result
    let state: State = { ...before, failed: false }
    for (const run of functions) {
      state = await run(source, state, context, info)
      if (state.failed || state.ended) return state.result
    }
    const { stash, result } = state
    const values = { source, arguments: state.args, stash, result, prevResult: result }
    return response(values, context, info).result
  }
}
