// Amazon API Gateway: HTTP APIs and REST APIs whose routes invoke functions.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { allowsOrigin, applyCors, type CorsConfiguration } from './cors.ts'
import type { Gate } from './gate.ts'
import { decodePath, sendJson, type Handler } from './http.ts'
import {
  eventOfHttp,
  eventOfRest,
  Malformed,
  readAnswer,
  readCall,
  sendAnswer,
  type Call,
  type Caller,
} from './http-events.ts'
import {
  FunctionFailure,
  ServiceError,
  type Assembly,
  type Auth,
  type Claims,
  type Functions,
  type Log,
} from './types.ts'

type Options = {
  /** The present assembly. */
  assembly: () => Assembly
  auth: Auth
  functions: Functions
  gate: Gate
  log: Log
}

/** A way into an API, of either kind. */
type Route = {
  method: string
  /** `/items/{id}`, `/{proxy+}` or `$default` */
  path: string
  authorization: string
  authorizer?: string
  scopes?: string[]
  /** ARN of the function; none where API Gateway answers by itself. */
  lambda: string | undefined
  version: '1.0' | '2.0'
  /** How long API Gateway waits for the function, in milliseconds. */
  timeout: number
  /** What API Gateway answers by itself. */
  mock?: Record<string, string>
}

type Api = {
  kind: 'http' | 'rest'
  routes: Route[]
  cors?: CorsConfiguration
  /** Of a REST API: where the pages are that may read its answers, as those to OPTIONS say. */
  origins: string[]
  /** Their names, where they are known. */
  stages: string[]
  /** Of API Gateway itself, by `DEFAULT_4XX`, `ACCESS_DENIED` … */
  ownAnswers: Map<string, OwnAnswer>
}
type OwnAnswer = { status?: number; headers: Record<string, string>; template?: string }

/**
 * A refusal, in the words of API Gateway. `kind` is the type of its answer:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
class Refused extends Error {
  readonly status: number
  readonly kind: string
  constructor(status: number, message: string, kind = '') {
    super(message)
    this.status = status
    this.kind = kind
  }
}

const largestBody = 10 << 20
const allowOrigin = 'access-control-allow-origin'

/** Answers requests for `/ID/path` of an HTTP API and `/ID/STAGE/path` of a REST API. */
export function createApiGateway({ assembly, auth, functions, gate, log }: Options): Handler {
  /** Who calls; throws when they may not. */
  const authorize = (api: Api, route: Route, call: Call, request: IncomingMessage) => {
    switch (route.authorization) {
      case 'NONE':
        return undefined
      case 'AWS_IAM':
        return signedBy(api, call, request)
      case 'JWT':
      case 'COGNITO_USER_POOLS':
        return { claims: claimsOf(api, route, call) }
      default:
        throw new ServiceError(
          'NotAvailableLocally',
          `API Gateway: authorization by ${route.authorization} is not available locally`,
          501,
        )
    }
  }

  const signedBy = ({ kind }: Api, call: Call, request: IncomingMessage): Caller => {
    const refused = (message: string, type: string) =>
      new Refused(403, kind === 'http' ? 'Forbidden' : message, type)
    let principal
    try {
      principal = gate.caller('execute-api', request, call.body)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const isLate = error.code === 'ExpiredTokenException'
      throw refused(error.message, isLate ? 'EXPIRED_TOKEN' : 'INVALID_SIGNATURE')
    }
    if (!principal) throw refused('Missing Authentication Token', 'MISSING_AUTHENTICATION_TOKEN')
    const { region, account } = assembly().placeholders
    // A slash within a parameter is none of the path, so that it leads to no other resource.
    const path = call.parts.map((part) => part.replaceAll('/', '%2F')).join('/')
    const arn = `arn:aws:execute-api:${region}:${account}:${call.api}/${call.stage}/${call.method}/${path}`
    if (gate.allows(principal, [{ action: 'execute-api:Invoke', resource: arn }])) return principal
    const sentence = `User: ${principal.role} is not authorized to perform: execute-api:Invoke on resource: ${arn}`
    throw refused(sentence, 'ACCESS_DENIED')
  }

  const claimsOf = ({ kind }: Api, route: Route, call: Call): Claims => {
    const token = String(call.headers.authorization ?? '').replace(/^Bearer /i, '')
    const claims = auth.verify(token)
    if (!claims) throw new Refused(401, 'Unauthorized', 'UNAUTHORIZED')
    const issuers = trustedBy(kind, route.authorizer)
    const scopes = String(claims.scope ?? '').split(' ')
    const isFor = issuers.clients?.includes(String(claims.aud ?? claims.client_id)) ?? true
    const hasScope = !route.scopes?.length || route.scopes.some((scope) => scopes.includes(scope))
    // A REST API takes access tokens for scopes alone, and ID tokens for everything else.
    const isKind =
      kind === 'http' || (claims.token_use === 'access') === Boolean(route.scopes?.length)
    const comesFrom = issuers.pools.some((pool) => claims.iss.endsWith(`/${pool}`))
    if (!isFor || !isKind || !comesFrom) throw new Refused(401, 'Unauthorized', 'UNAUTHORIZED')
    if (!hasScope) throw new Refused(403, 'Forbidden', 'ACCESS_DENIED')
    return claims
  }

  /** The user pools, and their clients where an authorizer names them. */
  const trustedBy = (
    kind: Api['kind'],
    authorizer = '',
  ): { pools: string[]; clients?: string[] } => {
    if (kind === 'rest') {
      const found = assembly().find<{ ProviderARNs?: string[] }>(
        'AWS::ApiGateway::Authorizer',
        authorizer,
      )
      return { pools: (found?.properties.ProviderARNs ?? []).map((arn) => arn.split('/').at(-1)!) }
    }
    const found = assembly().find<{ JwtConfiguration?: { Audience?: string[]; Issuer?: string } }>(
      'AWS::ApiGatewayV2::Authorizer',
      authorizer,
    )
    const { Audience = [], Issuer = '' } = found?.properties.JwtConfiguration ?? {}
    return { pools: [Issuer.split('/').at(-1)!], clients: Audience }
  }

  const answer = async (
    api: Api,
    call: Call,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const match = matchOf(api.routes, call)
    if (!match && api.cors && call.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    if (!match) throw unknownRoute(api)
    const { route, parameters } = match
    const who = authorize(api, route, call, request)
    if (route.mock) {
      response.writeHead(204, forPage(route.mock, api, request)).end()
      return
    }
    if (!route.lambda) {
      throw new ServiceError(
        'NotAvailableLocally',
        `API Gateway: what ${call.method} ${route.path} leads to is not available locally`,
        501,
      )
    }
    const event = (route.version === '1.0' ? eventOfRest : eventOfHttp)(call, {
      resource: route.path,
      parameters,
      ...(who && { caller: who }),
    })
    try {
      const work = functions.invoke(route.lambda, event)
      const result = await within(route.timeout, work, lateAnswers[api.kind])
      const type = route.version === '1.0' ? 'application/json' : 'text/plain;charset=UTF-8'
      const withoutCors = Boolean(api.cors)
      const answered = readAnswer(result, route.version)
      const { headers } = answered
      // A function that answers by the page that asks knows the usual ports of this machine only.
      const { [allowOrigin]: page } = forPage({ [allowOrigin]: '' }, api, request)
      if (page && headers.get('vary') === 'origin') headers.set(allowOrigin, page)
      sendAnswer(response, answered, { type, withoutCors })
    } catch (error) {
      if (error instanceof Malformed) {
        log(
          `${call.method} ${call.path}: what the function answered is malformed: ${error.message}`,
        )
      }
      throw failureOf(api.kind, error)
    }
  }

  return async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const [, id = '', ...rest] = path.split('/')
    const api = apiNamed(assembly(), id)
    try {
      if (!api) throw new ServiceError('NotFound', `There is no API ${id}`, 404)
      applyCors(api.cors, request, response)
      const parts = rest.map(decodePath)
      const isNamed =
        api.kind === 'rest' || api.stages.some((one) => one !== '$default' && one === parts[0])
      const stage = isNamed ? (parts.shift() ?? '') : '$default'
      if (api.stages.length && !api.stages.includes(stage)) throw unknownStage(api)
      const { region, account } = assembly().placeholders
      const target = {
        api: id,
        account,
        domain: `${id}.execute-api.${region}.amazonaws.com`,
        stage,
        path: `/${parts.join('/')}`,
        // REST APIs ignore a slash at the end.
        parts: api.kind === 'rest' && parts.at(-1) === '' ? parts.slice(0, -1) : parts,
      }
      await answer(api, await readCall(request, target, largestBody), request, response)
    } catch (error) {
      refuse(request, response, api, error)
    }
  }
}

/** Headers for the page that asks, where they name another that may read the answer, too. */
function forPage(
  headers: Record<string, string>,
  { origins }: Pick<Api, 'origins'>,
  { headers: { origin } }: IncomingMessage,
): Record<string, string> {
  const isKnown = origin && !origins.includes('*') && allowsOrigin(origins, origin)
  return isKnown && allowOrigin in headers ? { ...headers, [allowOrigin]: origin } : headers
}

/** Sends a refusal as an API does. What is none is thrown on. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  api: Api | undefined,
  error: unknown,
): void {
  if (error instanceof ServiceError) {
    const message = error.status === 413 ? 'Request Entity Too Large' : error.message
    return sendJson(response, error.status, { message }, 'application/json')
  }
  if (!(error instanceof Refused)) throw error
  const { status, message, kind } = error
  const own = api?.ownAnswers.get(kind) ?? api?.ownAnswers.get(`DEFAULT_${status < 500 ? 4 : 5}XX`)
  const body = own?.template
    ?.replaceAll('$context.error.messageString', JSON.stringify(message))
    .replaceAll('$context.error.message', message)
  const headers = forPage(own?.headers ?? {}, api ?? { origins: [] }, request)
  response.writeHead(own?.status ?? status, { 'content-type': 'application/json', ...headers })
  response.end(body ?? JSON.stringify({ message }))
}

const unknownRoute = ({ kind }: Api) =>
  kind === 'http'
    ? new Refused(404, 'Not Found')
    : new Refused(403, 'Missing Authentication Token', 'MISSING_AUTHENTICATION_TOKEN')
const unknownStage = ({ kind }: Api) =>
  kind === 'http' ? new Refused(404, 'Not Found') : new Refused(403, 'Forbidden')

const lateAnswers: Record<Api['kind'], Refused> = {
  http: new Refused(503, 'Service Unavailable'),
  rest: new Refused(504, 'Endpoint request timed out', 'INTEGRATION_TIMEOUT'),
}

/** What becomes of a function that fails. */
function failureOf(kind: Api['kind'], error: unknown): unknown {
  const isHttp = kind === 'http'
  if (error instanceof ServiceError) {
    if (error.status === 413)
      return new Refused(413, isHttp ? 'Request Entity Too Large' : 'Request Too Long')
    if (error.status === 501) return error
    return isHttp ? lateAnswers.http : new Refused(500, 'Internal server error')
  }
  if (!(error instanceof FunctionFailure) && !(error instanceof Malformed)) return error
  return isHttp
    ? new Refused(500, 'Internal Server Error')
    : new Refused(502, 'Internal server error')
}

/** Rejects with `late` when the work takes longer; it goes on. */
async function within<T>(milliseconds: number, work: Promise<T>, late: Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const clock = setTimeout(() => reject(late), milliseconds)
  return Promise.race([work, promise]).finally(() => clearTimeout(clock))
}

function apiNamed(assembly: Assembly, id: string): Api | undefined {
  const http = assembly.find<{ CorsConfiguration?: CorsConfiguration }>(
    'AWS::ApiGatewayV2::Api',
    id,
  )
  if (http) {
    const { CorsConfiguration: cors } = http.properties
    return {
      kind: 'http',
      routes: routesOfHttp(assembly, id),
      stages: assembly
        .of<{ ApiId: string }>('AWS::ApiGatewayV2::Stage')
        .filter(({ properties }) => properties.ApiId === id)
        .map(({ name }) => name),
      ownAnswers: new Map(),
      origins: [],
      ...(cors && { cors }),
    }
  }
  if (!assembly.find('AWS::ApiGateway::RestApi', id)) return undefined
  return {
    kind: 'rest',
    routes: routesOfRest(assembly, id),
    stages: assembly
      .of<{ RestApiId: string }>('AWS::ApiGateway::Stage')
      .filter(({ properties }) => properties.RestApiId === id)
      .map(({ name }) => name),
    ownAnswers: ownAnswersOf(assembly, id),
    origins: originsOf(assembly, id),
  }
}

function routesOfHttp(assembly: Assembly, id: string): Route[] {
  type Properties = {
    ApiId: string
    RouteKey: string
    AuthorizationType?: string
    AuthorizerId?: string
    AuthorizationScopes?: string[]
    Target?: string
  }
  type Integration = {
    IntegrationUri?: string
    PayloadFormatVersion?: '1.0' | '2.0'
    TimeoutInMillis?: number
  }
  return assembly
    .of<Properties>('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => properties.ApiId === id)
    .map(({ properties }) => {
      const { RouteKey, AuthorizationType = 'NONE', AuthorizerId, AuthorizationScopes } = properties
      const [method = '', path = ''] =
        RouteKey === '$default' ? ['ANY', '$default'] : RouteKey.split(' ')
      const target = properties.Target?.split('/').at(-1) ?? ''
      const integration = assembly.find<Integration>('AWS::ApiGatewayV2::Integration', target)
      return {
        method,
        path,
        authorization: AuthorizationType,
        ...(AuthorizerId && { authorizer: AuthorizerId }),
        ...(AuthorizationScopes && { scopes: AuthorizationScopes }),
        lambda: lambdaIn(integration?.properties.IntegrationUri),
        version: integration?.properties.PayloadFormatVersion ?? '2.0',
        timeout: integration?.properties.TimeoutInMillis ?? 30_000,
      }
    })
}

function routesOfRest(assembly: Assembly, id: string): Route[] {
  type Part = { RestApiId: string; ParentId: string; PathPart: string }
  type Responses = { ResponseParameters?: Record<string, string> }[]
  type Properties = {
    RestApiId: string
    ResourceId: string
    HttpMethod: string
    AuthorizationType: string
    AuthorizerId?: string
    AuthorizationScopes?: string[]
    Integration?: {
      Type: string
      Uri?: string
      TimeoutInMillis?: number
      IntegrationResponses?: Responses
    }
  }
  const pathOf = (resource: string): string => {
    const part = assembly.find<Part>('AWS::ApiGateway::Resource', resource)?.properties
    return part ? `${pathOf(part.ParentId)}/${part.PathPart}` : ''
  }
  return assembly
    .of<Properties>('AWS::ApiGateway::Method')
    .filter(({ properties }) => properties.RestApiId === id)
    .map(({ properties }) => {
      const { AuthorizerId, AuthorizationScopes, Integration } = properties
      const mock = Integration?.Type === 'MOCK' ? Integration.IntegrationResponses : undefined
      return {
        method: properties.HttpMethod,
        path: pathOf(properties.ResourceId) || '/',
        authorization: properties.AuthorizationType,
        ...(AuthorizerId && { authorizer: AuthorizerId }),
        ...(AuthorizationScopes && { scopes: AuthorizationScopes }),
        lambda: Integration?.Type === 'AWS_PROXY' ? lambdaIn(Integration.Uri) : undefined,
        version: '1.0' as const,
        timeout: Integration?.TimeoutInMillis ?? 29_000,
        ...(mock && { mock: headersIn(mock[0]?.ResponseParameters) }),
      }
    })
}

/** The first is the value of a header, and the others are compared with in a template: so the CDK writes it. */
function originsOf(assembly: Assembly, id: string): string[] {
  type Response = {
    ResponseParameters?: Record<string, string>
    ResponseTemplates?: Record<string, string>
  }
  return assembly
    .of<{ RestApiId: string; Integration?: { IntegrationResponses?: Response[] } }>(
      'AWS::ApiGateway::Method',
    )
    .filter(({ properties }) => properties.RestApiId === id)
    .flatMap(({ properties }) => properties.Integration?.IntegrationResponses ?? [])
    .flatMap(({ ResponseParameters, ResponseTemplates }) => {
      const first = headersIn(ResponseParameters)[allowOrigin]
      const template = ResponseTemplates?.['application/json'] ?? ''
      const others = [...template.matchAll(/\$origin == "([^"]+)"/g)].map(([, other = '']) => other)
      return first === undefined ? [] : [first, ...others]
    })
}

function ownAnswersOf(assembly: Assembly, id: string): Api['ownAnswers'] {
  type Properties = {
    RestApiId: string
    ResponseType: string
    StatusCode?: string
    ResponseParameters?: Record<string, string>
    ResponseTemplates?: Record<string, string>
  }
  const own = assembly
    .of<Properties>('AWS::ApiGateway::GatewayResponse')
    .filter(({ properties }) => properties.RestApiId === id)
  return new Map(
    own.map(({ properties }): [string, OwnAnswer] => {
      const { ResponseType, StatusCode, ResponseParameters, ResponseTemplates } = properties
      const template = ResponseTemplates?.['application/json']
      const status = StatusCode && { status: Number(StatusCode) }
      const headers = headersIn(ResponseParameters)
      return [ResponseType, { headers, ...status, ...(template && { template }) }]
    }),
  )
}

/** Headers such as `method.response.header.Access-Control-Allow-Origin: "'*'"`, in lower case. */
function headersIn(parameters: Record<string, string> = {}): Record<string, string> {
  const headers = Object.entries(parameters)
    .filter(([name]) => name.includes('.header.'))
    .map(([name, value]) => [name.split('.header.')[1]?.toLowerCase(), value.replace(/^'|'$/g, '')])
  return Object.fromEntries(headers) as Record<string, string>
}

/** The ARN of the function that an integration names. */
const lambdaIn = (uri: string | undefined) =>
  /arn:[\w-]+:lambda:[\w-]*:\d*:function:[\w-]+/.exec(uri ?? '')?.[0]

/** The route that fits best: a full path, then one with parameters, a greedy one, `$default`. */
function matchOf(routes: Route[], { method, parts }: Call) {
  return routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .map((route) => ({ route, parameters: parametersOf(route.path, parts) }))
    .filter((match): match is { route: Route; parameters: Record<string, string> } =>
      Boolean(match.parameters),
    )
    .sort(({ route: a }, { route: b }) => rank(a) - rank(b))[0]
}

const rank = ({ method, path }: Route) =>
  (path === '$default' ? 6 : path.includes('+}') ? 4 : path.includes('{') ? 2 : 0) +
  (method === 'ANY' ? 1 : 0)

/** The values of a path's parameters; undefined when it does not fit. */
function parametersOf(pattern: string, parts: string[]): Record<string, string> | undefined {
  if (pattern === '$default') return {}
  const wanted = pattern.split('/').filter((part, index) => part || index)
  const given = parts.length ? parts : ['']
  const isGreedy = wanted.at(-1)?.endsWith('+}') ?? false
  if (isGreedy ? given.length < wanted.length : given.length !== wanted.length) return undefined
  const values: [string, string][] = []
  for (const [index, part] of wanted.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(part) ?? []
    const value = greedy ? given.slice(index).join('/') : given[index]!
    if (name === undefined ? value !== part : !value) return undefined
    if (name !== undefined) values.push([name, value])
  }
  return Object.fromEntries(values)
}
