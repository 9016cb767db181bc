// Who calls the GraphQL API: API key, user pool token, IAM or a Lambda authorizer.
// https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
import type { IncomingHttpHeaders } from 'node:http'
import type { Gate } from './gate.ts'
import type { Principal } from './iam.ts'
import {
  FunctionFailure,
  ServiceError,
  type Assembly,
  type Auth,
  type Claims,
  type Functions,
} from './types.ts'

export type Mode =
  'API_KEY' | 'AWS_IAM' | 'AMAZON_COGNITO_USER_POOLS' | 'AWS_LAMBDA' | 'OPENID_CONNECT'

export type Caller = {
  mode: Mode
  claims?: Claims
  /** Set for IAM. */
  iam?: Principal & { userArn: string }
  /** Set by a Lambda authorizer. */
  resolverContext?: Record<string, unknown>
  deniedFields?: string[]
}

export type GraphQlRequest = {
  query?: string
  variables?: Record<string, unknown> | null
  operationName?: string
}

type Provider = {
  AuthenticationType: Mode
  LambdaAuthorizerConfig?: { AuthorizerUri: string; AuthorizerResultTtlInSeconds?: number }
}
export type Api = Provider & { AdditionalAuthenticationProviders?: Provider[] }

type Verdict = {
  isAuthorized?: boolean
  resolverContext?: Record<string, unknown>
  deniedFields?: string[]
  ttlOverride?: number
}

const keptVerdicts = 1000

/**
 * A request, or a message of a socket that carries the headers of one: a signature is made for its
 * path and body (https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html).
 */
export type Asked = { headers: IncomingHttpHeaders; path: string; body: string }

export type Authorize = (asked: Asked, request?: GraphQlRequest) => Promise<Caller>

/** The result rejects with a ServiceError (401) whose message says what is wrong. */
export function createAuthorization(
  assembly: Assembly,
  auth: Auth,
  functions: Functions,
  gate: Gate,
  api: { name: string; properties: Api } | undefined = assembly.of<Api>(
    'AWS::AppSync::GraphQLApi',
  )[0],
): Authorize {
  const [pool] = assembly.of('AWS::Cognito::IdentityPool')
  const { account } = assembly.placeholders
  if (!api) throw new Error('The assembly has no GraphQL API')
  const key = assembly
    .of<{ ApiId: string }>('AWS::AppSync::ApiKey')
    .find(({ properties: { ApiId } }) => ApiId === api.name)
  const { AdditionalAuthenticationProviders: additional = [], ...main } = api.properties
  const provider = (mode: Mode) =>
    [main, ...additional].find(({ AuthenticationType }) => AuthenticationType === mode)
  const verdicts = new Map<string, { caller: Caller; until: number }>()

  const byIam = ({ headers, path, body }: Asked): Caller => {
    const principal = gate.caller('appsync', { method: 'POST', url: path, headers }, body)
    if (!principal) throw unauthorized('Missing authorization header')
    const session = principal.cognito ? 'CognitoIdentityCredentials' : 'function'
    const userArn = `arn:aws:sts::${account}:assumed-role/${principal.role}/${session}`
    return { mode: 'AWS_IAM', iam: { ...principal, userArn } }
  }

  const byFunction = async (
    {
      AuthorizerUri,
      AuthorizerResultTtlInSeconds: ttl = 300,
    }: NonNullable<Provider['LambdaAuthorizerConfig']>,
    token: string,
    headers: IncomingHttpHeaders,
    { query, variables, operationName }: GraphQlRequest,
  ): Promise<Caller> => {
    const known = verdicts.get(token)
    if (known && known.until > Date.now()) return known.caller
    verdicts.delete(token)
    const requestContext = {
      apiId: api.name,
      accountId: account,
      requestId: crypto.randomUUID(),
      queryString: query,
      operationName,
      variables: variables ?? {},
    }
    const event = { authorizationToken: token, requestContext, requestHeaders: headers }
    const refused = unauthorized('You are not authorized to make this call.')
    const answer = await functions.invoke(AuthorizerUri, event).catch((error: unknown) => {
      throw error instanceof FunctionFailure ? refused : error
    })
    const verdict = (answer ?? {}) as Verdict
    if (verdict.isAuthorized !== true) throw refused
    const { resolverContext = {}, deniedFields = [], ttlOverride = ttl } = verdict
    const caller: Caller = { mode: 'AWS_LAMBDA', resolverContext, deniedFields }
    verdicts.set(token, { caller, until: Date.now() + ttlOverride * 1000 })
    const [oldest] = verdicts.keys()
    if (verdicts.size > keptVerdicts && oldest !== undefined) verdicts.delete(oldest)
    return caller
  }

  return async (asked, request = {}) => {
    const { headers } = asked
    const apiKey = headers['x-api-key']
    const token = headers.authorization
    if (apiKey !== undefined && provider('API_KEY')) {
      if (apiKey === key?.name) return { mode: 'API_KEY' }
      throw unauthorized('The API key is not valid.')
    }
    if (!token) throw unauthorized('Missing authorization header')
    if (token.startsWith('AWS4-HMAC-SHA256') && provider('AWS_IAM')) {
      const caller = byIam(asked)
      return pool || !caller.iam?.cognito ? caller : { mode: 'AWS_IAM' }
    }
    const claims = provider('AMAZON_COGNITO_USER_POOLS') && auth.verify(token)
    if (claims) return { mode: 'AMAZON_COGNITO_USER_POOLS', claims }
    const authorizer = provider('AWS_LAMBDA')?.LambdaAuthorizerConfig
    // AppSync sends nothing that looks like a user pool's token to the function.
    if (authorizer && !isUserPoolToken(token)) {
      return byFunction(authorizer, token, headers, request)
    }
    if (provider('OPENID_CONNECT') && !isUserPoolToken(token)) {
      throw unauthorized('OpenID Connect providers of Data are not available locally.')
    }
    throw unauthorized('Valid authorization header not provided.')
  }
}

function isUserPoolToken(token: string): boolean {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    const { iss } = JSON.parse(payload) as { iss?: string }
    return Boolean(iss?.includes('cognito-idp'))
  } catch {
    return false
  }
}

const unauthorized = (message: string) => new ServiceError('UnauthorizedException', message, 401)
