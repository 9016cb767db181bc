// The events that API Gateway and function URLs make of requests, and what becomes of the answers.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { randomUUID } from 'node:crypto'
import {
  validateHeaderName,
  validateHeaderValue,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { isObject, readBody } from './http.ts'
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
  /** What is between the slashes of the path as it was sent. */
  parts: string[]
  query: URLSearchParams
  /** As it was sent. */
  rawQuery: string
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

/** Reads the rest of a request, of at most `limit` bytes. */
export async function readCall(
  request: IncomingMessage,
  target: Omit<Call, 'method' | 'query' | 'rawQuery' | 'headers' | 'body'>,
  limit: number,
): Promise<Call> {
  const { method = 'GET', headers, url = '/' } = request
  const rawQuery = url.split('?').slice(1).join('?')
  const query = new URLSearchParams(rawQuery)
  return { ...target, method, query, rawQuery, headers, body: await readBody(request, limit) }
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
    rawQueryString: call.rawQuery,
    ...(cookie && { cookies: cookie.split(/; */) }),
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

/** An answer that can be sent. Names of headers are lower-case. */
export type Answer = { status: number; headers: Map<string, string | string[]>; body: Buffer }

/** What a function answered is nothing that API Gateway and function URLs understand. */
export class Malformed extends Error {}

/**
 * Reads what a function returned. Throws `Malformed`. Of the version 2.0, everything without a status is the body.
 */
export function readAnswer(result: unknown, version: '1.0' | '2.0'): Answer {
  if (!isObject(result) || !('statusCode' in result)) {
    if (version === '1.0') throw new Malformed('it has no statusCode')
    const body = Buffer.from(typeof result === 'string' ? result : JSON.stringify(result))
    return { status: 200, headers: new Map([['content-type', 'application/json']]), body }
  }
  const { body, isBase64Encoded } = result
  const text = body ?? ''
  if (typeof text !== 'string') throw new Malformed('its body is not text')
  if (isBase64Encoded && !/^[\w+/\s-]*={0,2}\s*$/.test(text))
    throw new Malformed('its body is not Base64')
  const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8')
  return { ...readHead(result, version), body: bytes }
}

/** Status and headers that a function answers with. Throws `Malformed`. */
export function readHead(given: unknown, version: '1.0' | '2.0'): Omit<Answer, 'body'> {
  if (!isObject(given)) throw new Malformed('it is not an object')
  const { statusCode = 200, headers, multiValueHeaders, cookies } = given
  const status = /^\d{3}$/.test(String(statusCode)) ? Number(statusCode) : NaN
  if (!(status >= 200 && status <= 599)) throw new Malformed(`its statusCode is ${statusCode}`)
  const read = new Map<string, string | string[]>()
  const add = (name: string, value: unknown) => {
    if (!reserved.has(name.toLowerCase())) read.set(name.toLowerCase(), headerOf(name, value))
  }
  for (const [name, value] of entriesOf(headers)) {
    if (Array.isArray(value)) throw new Malformed(`its header ${name} is a list`)
    add(name, value)
  }
  if (version === '1.0') for (const [name, value] of entriesOf(multiValueHeaders)) add(name, value)
  else if (cookies !== undefined && cookies !== null) {
    if (!Array.isArray(cookies)) throw new Malformed('its cookies are not a list')
    add('set-cookie', [read.get('set-cookie') ?? [], cookies].flat())
  }
  return { status, headers: read }
}

/** Of one hop, which is not the function's. */
const reserved = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function entriesOf(headers: unknown): [string, unknown][] {
  if (headers === undefined || headers === null) return []
  if (!isObject(headers)) throw new Malformed('its headers are not an object')
  return Object.entries(headers).filter(([, value]) => value !== null)
}

function headerOf(name: string, value: unknown): string | string[] {
  const texts = [value].flat().map((one) => {
    if (!['string', 'number', 'boolean'].includes(typeof one))
      throw new Malformed(`its header ${name} is not text`)
    return String(one)
  })
  try {
    validateHeaderName(name)
    for (const text of texts) validateHeaderValue(name, text)
  } catch (error) {
    throw new Malformed(String(error))
  }
  return Array.isArray(value) ? texts : texts[0]!
}

type Sending = {
  /** The media type of what has none. */
  type: string
  /** The service answers for CORS itself. */
  withoutCors: boolean
}

/** Sets status and headers of a response. */
export function applyHead(
  response: ServerResponse,
  { status, headers }: Omit<Answer, 'body'>,
  { type, withoutCors }: Sending,
): void {
  response.statusCode = status
  for (const [name, value] of headers) {
    if (!withoutCors || !name.startsWith('access-control-')) response.setHeader(name, value)
  }
  if (!headers.has('content-type')) response.setHeader('content-type', type)
}

/** Sends an answer. */
export function sendAnswer(response: ServerResponse, answer: Answer, sending: Sending): void {
  applyHead(response, answer, sending)
  const isEmpty = answer.status === 204 || answer.status === 304
  response.end(isEmpty ? undefined : answer.body)
}
