// Amazon API Gateway: HTTP APIs and REST APIs whose routes invoke functions.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { applyCors, type CorsConfiguration } from './cors.ts'
import type { Gate } from './gate.ts'
import { decodePath, sendJson, type Handler } from './http.ts'
import {
  eventOfHttp,
  eventOfRest,
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
} from './types.ts'

type Options = {
  /** The present assembly. */
  assembly: () => Assembly
  auth: Auth
  functions: Functions
  gate: Gate
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
  /** What API Gateway answers by itself. */
  mock?: Record<string, string>
}

type Api = {
  kind: 'http' | 'rest'
  routes: Route[]
  cors?: CorsConfiguration
  /** Headers of API Gateway's own answers, by `DEFAULT_4XX` and `DEFAULT_5XX`. */
  ownAnswers: Record<string, Record<string, string>>
}

/** A refusal, in the words of API Gateway. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Answers requests for `/ID/path` of an HTTP API and `/ID/STAGE/path` of a REST API. */
export function createApiGateway({ assembly, auth, functions, gate }: Options): Handler {
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
    const missing = kind === 'http' ? 'Forbidden' : 'Missing Authentication Token'
    const principal = gate.caller('execute-api', request, call.body)
    if (!principal) throw new Refused(403, missing)
    const { region, account } = assembly().placeholders
    const arn = `arn:aws:execute-api:${region}:${account}:${call.api}/${call.stage}/${call.method}${call.path}`
    if (gate.allows(principal, [{ action: 'execute-api:Invoke', resource: arn }])) return principal
    const sentence = `User: ${principal.role} is not authorized to perform: execute-api:Invoke on resource: ${arn}`
    throw new Refused(403, kind === 'http' ? 'Forbidden' : sentence)
  }

  const claimsOf = ({ kind }: Api, route: Route, call: Call): Claims => {
    const token = String(call.headers.authorization ?? '').replace(/^Bearer /i, '')
    const claims = auth.verify(token)
    if (!claims) throw new Refused(401, 'Unauthorized')
    const issuers = trustedBy(kind, route.authorizer)
    const scopes = String(claims.scope ?? '').split(' ')
    const isFor = issuers.clients?.includes(String(claims.aud ?? claims.client_id)) ?? true
    const hasScope = !route.scopes?.length || route.scopes.some((scope) => scopes.includes(scope))
    // A REST API takes access tokens for scopes alone, and ID tokens for everything else.
    const isKind =
      kind === 'http' || (claims.token_use === 'access') === Boolean(route.scopes?.length)
    const comesFrom = issuers.pools.some((pool) => claims.iss.endsWith(`/${pool}`))
    if (!isFor || !isKind || !comesFrom) throw new Refused(401, 'Unauthorized')
    if (!hasScope) throw new Refused(403, 'Forbidden')
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
    if (!match) {
      throw api.kind === 'http'
        ? new Refused(404, 'Not Found')
        : new Refused(403, 'Missing Authentication Token')
    }
    const { route, parameters } = match
    const who = authorize(api, route, call, request)
    if (route.mock) {
      response.writeHead(204, route.mock).end()
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
    const failed =
      api.kind === 'http'
        ? new Refused(500, 'Internal Server Error')
        : new Refused(502, 'Internal server error')
    try {
      const result = await functions.invoke(route.lambda, event)
      const options = { withoutCors: Boolean(api.cors) }
      if (!sendAnswer(response, result, route.version, options)) throw failed
    } catch (error) {
      throw error instanceof FunctionFailure ? failed : error
    }
  }

  return async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const [, id = '', ...rest] = path.split('/')
    const api = apiNamed(assembly(), id)
    if (!api) throw new ServiceError('NotFound', `There is no API ${id}`, 404)
    const stage = api.kind === 'http' ? '$default' : (rest.shift() ?? '')
    const { region, account } = assembly().placeholders
    const domain = `${id}.execute-api.${region}.amazonaws.com`
    const target = {
      api: id,
      account,
      domain,
      stage,
      path: `/${rest.map(decodePath).join('/')}`,
    }
    applyCors(api.cors, request, response)
    try {
      await answer(api, await readCall(request, target), request, response)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { status, message } = error
      const own = api.ownAnswers[`DEFAULT_${status < 500 ? 4 : 5}XX`] ?? {}
      for (const [name, value] of Object.entries(own)) response.setHeader(name, value)
      sendJson(response, status, { message }, 'application/json')
    }
  }
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
      ownAnswers: {},
      ...(cors && { cors }),
    }
  }
  if (!assembly.find('AWS::ApiGateway::RestApi', id)) return undefined
  return {
    kind: 'rest',
    routes: routesOfRest(assembly, id),
    ownAnswers: ownAnswersOf(assembly, id),
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
  type Integration = { IntegrationUri?: string; PayloadFormatVersion?: '1.0' | '2.0' }
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
    Integration?: { Type: string; Uri?: string; IntegrationResponses?: Responses }
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
        ...(mock && { mock: headersIn(mock[0]?.ResponseParameters) }),
      }
    })
}

function ownAnswersOf(assembly: Assembly, id: string): Api['ownAnswers'] {
  type Properties = {
    RestApiId: string
    ResponseType: string
    ResponseParameters?: Record<string, string>
  }
  const answers = assembly
    .of<Properties>('AWS::ApiGateway::GatewayResponse')
    .filter(({ properties }) => properties.RestApiId === id)
    .map(({ properties }) => [properties.ResponseType, headersIn(properties.ResponseParameters)])
  return Object.fromEntries(answers) as Api['ownAnswers']
}

/** Headers such as `method.response.header.Access-Control-Allow-Origin: "'*'"`. */
function headersIn(parameters: Record<string, string> = {}): Record<string, string> {
  const headers = Object.entries(parameters)
    .filter(([name]) => name.includes('.header.'))
    .map(([name, value]) => [name.split('.header.')[1], value.replace(/^'|'$/g, '')])
  return Object.fromEntries(headers) as Record<string, string>
}

/** The ARN of the function that an integration names. */
const lambdaIn = (uri: string | undefined) =>
  /arn:[\w-]+:lambda:[\w-]*:\d*:function:[\w-]+/.exec(uri ?? '')?.[0]

/** The route that fits best: a full path, then one with parameters, a greedy one, `$default`. */
function matchOf(routes: Route[], { method, path }: Call) {
  return routes
    .filter((route) => route.method === method || route.method === 'ANY')
    .map((route) => ({ route, parameters: parametersOf(route.path, path) }))
    .filter((match): match is { route: Route; parameters: Record<string, string> } =>
      Boolean(match.parameters),
    )
    .sort(({ route: a }, { route: b }) => rank(a) - rank(b))[0]
}

const rank = ({ method, path }: Route) =>
  (path === '$default' ? 6 : path.includes('+}') ? 4 : path.includes('{') ? 2 : 0) +
  (method === 'ANY' ? 1 : 0)

/** The values of a path's parameters; undefined when it does not fit. */
function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  if (pattern === '$default') return {}
  const names: string[] = []
  const expression = pattern
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const name = /^\{([^+}]+)(\+?)\}$/.exec(part)
      if (!name) return RegExp.escape(part)
      names.push(name[1]!)
      return name[2] ? '(.+)' : '([^/]+)'
    })
    .join('')
  const values = new RegExp(`^${expression}/?$`).exec(path)?.slice(1)
  return values && Object.fromEntries(names.map((name, index) => [name, values[index]!]))
}
