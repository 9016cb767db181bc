// The events that API Gateway and function URLs make of requests, and what becomes of the answers.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from './http.ts'
import type { Principal } from './iam.ts'
import type { Claims } from './types.ts'

/** A request for an API, without what leads to it here. */
export type Call = {
  api: string
  account: string
  domain: string
  stage: string
  method: string
  /** Of the API, without its stage. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

/** The route that answers, and who calls. */
export type Matched = {
  /** `/items/{id}` */
  resource: string
  parameters: Record<string, string>
  caller?: Caller
}
export type Caller = { claims: Claims } | Principal

export type Answer = {
  statusCode?: number
  headers?: Record<string, string | number | boolean>
  multiValueHeaders?: Record<string, (string | number | boolean)[]>
  cookies?: string[]
  body?: string
  isBase64Encoded?: boolean
}

export async function readCall(
  request: IncomingMessage,
  target: Omit<Call, 'method' | 'query' | 'headers' | 'body'>,
): Promise<Call> {
  const { searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
  const { method = 'GET', headers } = request
  return { ...target, method, query, headers, body: await readBody(request) }
}

const orNull = <T extends object>(values: T) => (Object.keys(values).length ? values : null)

/** API Gateway hands over text as it is, and everything else as Base64. */
function bodyOf({ body, headers }: Call) {
  const isText = /^(text\/|application\/(json|xml|javascript)|.*\+(json|xml)\b|$)/.test(
    headers['content-type'] ?? '',
  )
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

function times() {
  const now = new Date()
  const month = now.toLocaleString('en', { month: 'short', timeZone: 'UTC' })
  const day = String(now.getUTCDate()).padStart(2, '0')
  const time = `${day}/${month}/${now.getUTCFullYear()}:${now.toISOString().slice(11, 19)} +0000`
  return { time, epoch: now.getTime() }
}

/** The version 1.0 of an event, which REST APIs send. */
export function eventOfRest(call: Call, { resource, parameters, caller }: Matched): object {
  const { time, epoch } = times()
  const headers = Object.entries(call.headers).map(([name, value]) => [name, [value ?? ''].flat()])
  const queries = [...new Set(call.query.keys())].map((name) => [name, call.query.getAll(name)])
  const last = (lists: (string | string[] | undefined)[][]) =>
    Object.fromEntries(lists.map(([name, values]) => [name, values?.at(-1)])) as object
  const signed = caller && 'role' in caller ? caller : undefined
  const { body, isBase64Encoded } = bodyOf(call)
  return {
    version: '1.0',
    resource,
    path: call.path,
    httpMethod: call.method,
    headers: last(headers),
    multiValueHeaders: Object.fromEntries(headers) as object,
    queryStringParameters: orNull(last(queries)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(queries) as object),
    pathParameters: orNull(parameters),
    stageVariables: null,
    requestContext: {
      accountId: call.account,
      apiId: call.api,
      domainName: call.domain,
      domainPrefix: call.api,
      httpMethod: call.method,
      path: `/${call.stage}${call.path}`,
      protocol: 'HTTP/1.1',
      requestId: randomUUID(),
      requestTime: time,
      requestTimeEpoch: epoch,
      resourcePath: resource,
      stage: call.stage,
      identity: {
        sourceIp: '127.0.0.1',
        userAgent: call.headers['user-agent'] ?? null,
        accessKey: signed?.accessKeyId ?? null,
        accountId: signed ? call.account : null,
        cognitoIdentityId: signed?.identityId ?? null,
        userArn: signed ? arnOf(call, signed) : null,
      },
      ...(caller && 'claims' in caller && { authorizer: { claims: textsOf(caller.claims) } }),
    },
    body: body || null,
    isBase64Encoded,
  }
}

/** The version 2.0 of an event, which HTTP APIs and function URLs send. */
export function eventOfHttp(call: Call, matched: Matched): object {
  const { time, epoch } = times()
  const { cookie, ...headers } = call.headers
  const routeKey =
    matched.resource === '$default' ? '$default' : `${call.method} ${matched.resource}`
  const rawPath = call.stage === '$default' ? call.path : `/${call.stage}${call.path}`
  const queries = [...new Set(call.query.keys())].map((name) => [
    name,
    call.query.getAll(name).join(','),
  ])
  const { body, isBase64Encoded } = bodyOf(call)
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: call.query.toString(),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value].flat().join(',')]),
    ) as object,
    ...(queries.length && { queryStringParameters: Object.fromEntries(queries) as object }),
    ...(orNull(matched.parameters) && { pathParameters: matched.parameters }),
    requestContext: {
      accountId: call.account,
      apiId: call.api,
      domainName: call.domain,
      domainPrefix: call.api,
      http: {
        method: call.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: call.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: call.stage,
      time,
      timeEpoch: epoch,
      ...(matched.caller && { authorizer: authorizerOf(call, matched.caller) }),
    },
    ...(body && { body }),
    isBase64Encoded,
  }
}

function authorizerOf(call: Call, caller: Caller): object {
  if ('claims' in caller) return { jwt: { claims: textsOf(caller.claims), scopes: null } }
  const { accessKeyId, identityId } = caller
  const iam = { accessKey: accessKeyId, accountId: call.account, userArn: arnOf(call, caller) }
  return { iam: identityId ? { ...iam, cognitoIdentity: { identityId } } : iam }
}

const arnOf = ({ account }: Call, { role }: { role: string }) =>
  `arn:aws:sts::${account}:assumed-role/${role}/CognitoIdentityCredentials`

/** API Gateway hands over every claim as text. */
const textsOf = (claims: Claims) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  )

/**
 * Sends what a function returned. False when it is nothing that API Gateway understands; of the
 * version 2.0, everything without a status is the body.
 */
export function sendAnswer(
  response: ServerResponse,
  result: unknown,
  version: '1.0' | '2.0',
  { withoutCors = false } = {},
): boolean {
  const isAnswer = isAnswerOf(result)
  if (!isAnswer && version === '1.0') return false
  const plain = typeof result === 'string' ? result : JSON.stringify(result)
  const answer: Answer = isAnswer
    ? result
    : { statusCode: 200, headers: { 'content-type': 'application/json' }, body: plain }
  const { statusCode = 200, headers = {}, multiValueHeaders = {}, cookies = [] } = answer
  for (const [name, value] of Object.entries({ ...headers, ...multiValueHeaders })) {
    if (withoutCors && name.toLowerCase().startsWith('access-control-')) continue
    response.setHeader(name, Array.isArray(value) ? value.map(String) : String(value))
  }
  if (cookies.length) response.setHeader('set-cookie', cookies)
  if (!response.hasHeader('content-type')) {
    response.setHeader('content-type', version === '1.0' ? 'application/json' : 'text/plain')
  }
  response.statusCode = statusCode
  response.end(Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8'))
  return true
}

const isAnswerOf = (result: unknown): result is Answer =>
  result !== null && typeof result === 'object' && 'statusCode' in result
