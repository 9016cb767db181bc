// Whatever arrives, the backend answers it and goes on: malformed requests and frames over every route, operation and
// socket. FUZZ_SEED and FUZZ_ROUNDS choose others, and more.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test, type TestContext } from 'node:test'
import { serve, type Served } from './served.ts'
import { signedHeaders } from './signing.ts'

const seed = Number(process.env.FUZZ_SEED ?? 1)
const rounds = Number(process.env.FUZZ_ROUNDS ?? 1)

/** The same numbers for the same seed: 0 to 1, 1 excluded (mulberry32). */
function numbers(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const random = numbers(seed)
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const deep = (open: string, close: string, depth = 5000) => open.repeat(depth) + close.repeat(depth)
const texts = ['', ' ', '0', 'null', '%zz', '%00', '../..', '__proto__', 'constructor', 'toString']
texts.push('\u0000', '\u001b[2J', 'é', '😀', '\ud800', "'", '"', '<script>', '{', 'x'.repeat(5000))
const hostile: unknown[] = [null, true, 0, -1, 1.5, 1e400, 9e99, [], [null], {}, { __proto__: 1 }]
hostile.push(...texts, [[[]]], { a: { b: { c: null } } }, { S: 1 }, { N: 'x' }, { L: [{}] })

/** A value with one part, at any depth, replaced by a hostile one, added to, or gone. */
function spoilt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.25) return pick(hostile)
  const entries = Object.entries(value)
  if (!entries.length || random() < 0.1) return { ...value, [pick(texts)]: pick(hostile) }
  const [name, part] = pick(entries)
  if (random() < 0.15) return Object.fromEntries(entries.filter(([other]) => other !== name))
  const changed = spoilt(part)
  return Array.isArray(value)
    ? value.map((one) => (one === part ? changed : one))
    : { ...value, [name]: changed }
}
const bodyOf = (value: unknown) => {
  const text = JSON.stringify(value) ?? ''
  const rare = [
    '',
    'null',
    '[]',
    '0',
    '"',
    text.slice(1),
    text + text,
    deep('[', ']'),
    deep('{"a":', '}'),
  ]
  return random() < 0.12 ? pick(rare) : text
}

let backend: Served
let home = ''
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'fuzz-'))
  backend = await serve(home)
})
after(async () => {
  await backend.kill()
  await rm(home, { recursive: true, force: true })
})
afterEach(() => {
  assert.equal(backend.ended(), undefined, `It ended:\n${backend.printed()}`)
})

type Sent = { path: string; method?: string; headers?: Record<string, string>; body?: string }
type Got = { status: number; text: string }

/** Sends what fetch would refuse to send; undefined when the connection ends without an answer. */
function send({ path, method = 'POST', headers = {}, body = '' }: Sent): Promise<Got | undefined> {
  const { hostname, port } = new URL(backend.url)
  return new Promise((done) => {
    let call
    try {
      call = request({ hostname, port, path, method, headers: { ...headers, connection: 'close' } })
    } catch {
      return done(undefined) // a path or header that no client can send
    }
    call.setTimeout(20_000, () => call.destroy(new Error('no answer')))
    call.on('error', () => done(undefined))
    call.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('close', () => done({ status: response.statusCode ?? 0, text }))
    })
    call.end(body)
  })
}

/** An error that no service explains: the message of an exception. */
const isUnexplained = (got: Got | undefined) =>
  got !== undefined &&
  got.status >= 500 &&
  /InternalFailure|InternalServer(Exception)?"/.test(got.text)

/** Sends all of them, ten at a time; every one is answered, and no answer is an exception. Tells how many got which status. */
async function attack(t: TestContext, requests: Sent[]): Promise<void> {
  const wrong: string[] = []
  const statuses = new Map<number, number>()
  const waiting = [...requests]
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const got = await send(next)
      statuses.set(got?.status ?? 0, (statuses.get(got?.status ?? 0) ?? 0) + 1)
      const said = `${next.method ?? 'POST'} ${next.path} ${JSON.stringify(next.headers ?? {})} ${next.body ?? ''}`
      if (isUnexplained(got))
        wrong.push(`${said.slice(0, 600)}\n  → ${got?.status} ${got?.text.slice(0, 300)}`)
      if (backend.ended())
        return void wrong.push(`It ended at the latest with ${said.slice(0, 600)}`)
    }
  }
  await Promise.all(Array.from({ length: 10 }, worker))
  assert.deepEqual(
    wrong,
    [],
    `seed ${seed}: ${wrong.length} of ${requests.length}\n${backend.printed()}`,
  )
  const shares = [...statuses].sort().map(([status, count]) => `${count} × ${status || 'none'}`)
  t.diagnostic(`${requests.length} requests: ${shares.join(', ')}`)
}
/** A function that may do everything, or any other. */
const caller = () =>
  (random() < 0.8 && backend.functions.find(({ name }) => /^echo/i.test(name))) ||
  pick(backend.functions)
const many = <T = Sent>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.ceil(count * rounds) }, (_, index) => make(index))

const pool = () => backend.outputs.auth as { user_pool_client_id: string; user_pool_id: string }
const ids = () => ({ ClientId: pool().user_pool_client_id, UserPoolId: pool().user_pool_id })
const name = 'ada@example.com'
const attributes = [{ Name: 'email', Value: name }]
const cognito: Record<string, object> = {
  SignUp: { Username: name, Password: 'Correct-horse-7', UserAttributes: attributes },
  ConfirmSignUp: { Username: name, ConfirmationCode: '123456' },
  ResendConfirmationCode: { Username: name },
  InitiateAuth: {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: name, SRP_A: 'abcdef', PASSWORD: 'x' },
  },
  RespondToAuthChallenge: {
    ChallengeName: 'PASSWORD_VERIFIER',
    Session: 'x',
    ChallengeResponses: { USERNAME: name, PASSWORD_CLAIM_SECRET_BLOCK: 'eA==', TIMESTAMP: 'x' },
  },
  ForgotPassword: { Username: name },
  ConfirmForgotPassword: { Username: name, ConfirmationCode: '1', Password: 'Correct-horse-7' },
  GetUser: { AccessToken: 'a.b.c' },
  UpdateUserAttributes: { AccessToken: 'a.b.c', UserAttributes: attributes },
  AssociateSoftwareToken: { Session: 'x' },
  VerifySoftwareToken: { Session: 'x', UserCode: '123456' },
  CompleteWebAuthnRegistration: { AccessToken: 'a.b.c', Credential: { id: 'x', response: {} } },
  GetTokensFromRefreshToken: { RefreshToken: 'x' },
  RevokeToken: { Token: 'x' },
  AdminCreateUser: { Username: name, UserAttributes: attributes },
  AdminGetUser: { Username: name },
  AdminSetUserPassword: { Username: name, Password: 'x', Permanent: true },
  ListUsers: { Filter: 'email = "x"', Limit: 10 },
  [pick(texts)]: {},
}
const item = { id: { S: '1' }, n: { N: '1' }, l: { L: [{ S: 'x' }] } }
const dynamodb = (table: string): Record<string, object> => ({
  GetItem: { TableName: table, Key: { id: { S: '1' } }, ProjectionExpression: 'id, #n' },
  PutItem: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(id)' },
  UpdateItem: {
    TableName: table,
    Key: { id: { S: '1' } },
    UpdateExpression: 'SET #n = :n',
    ExpressionAttributeNames: { '#n': 'n' },
    ExpressionAttributeValues: { ':n': { N: '1' } },
  },
  DeleteItem: { TableName: table, Key: { id: { S: '1' } } },
  Query: {
    TableName: table,
    IndexName: 'byTitle',
    KeyConditionExpression: 'id = :n',
    ExpressionAttributeValues: { ':n': { N: '1' } },
    ExclusiveStartKey: item,
  },
  Scan: {
    TableName: table,
    Limit: 1,
    FilterExpression: 'size(id) > :n',
    Segment: 0,
    TotalSegments: 1,
  },
  BatchGetItem: { RequestItems: { [table]: { Keys: [{ id: { S: '1' } }] } } },
  BatchWriteItem: { RequestItems: { [table]: [{ PutRequest: { Item: item } }] } },
  TransactWriteItems: { TransactItems: [{ Put: { TableName: table, Item: item } }] },
  DescribeTable: { TableName: table },
  CreateTable: { TableName: 'x', KeySchema: [], AttributeDefinitions: [] },
  ListTables: {},
  ExecuteStatement: { Statement: 'SELECT * FROM x' },
  [pick(texts)]: {},
})

describe('malformed requests', { timeout: 300_000 }, () => {
  test('to every path', async (t) => {
    const routes = [
      '/graphql',
      '/event',
      '/s3',
      '/dynamodb',
      '/lambda',
      '/schedules',
      '/mailbox',
      '/page',
    ]
    routes.push(
      '/execute-api',
      '/lambda-url',
      '/cognito-idp',
      '/cognito-identity',
      '/oauth2',
      '/logout',
      '/unavailable',
      '',
    )
    const ends = [
      '',
      '/',
      '//',
      '/%zz',
      '/%00',
      '/..',
      '/../..',
      '/__proto__',
      '/x?y',
      '?%zz',
      '?a[]=1&a=2',
      '/é'.replace('é', '%C3%A9'),
    ]
    ends.push(
      '/authorize?client_id=x',
      '/token',
      '/2015-03-31/functions/x/invocations',
      '/2015-03-31/functions/%zz/invocations',
      '/confirmUser?user_name=%zz&confirmation_code=1&client_id=x',
      '/api/mailbox',
      '/api/file?bucket=..&key=..',
      `/${'x'.repeat(7000)}`,
    )
    const methods = [
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
    ]
    const hosts = [new URL(backend.url).host, new URL(backend.pageUrl).host]
    const all = routes.flatMap((route) =>
      ends.map((end) => ({
        path: `${route}${end}` || '/',
        method: pick(methods),
        body: random() < 0.5 ? bodyOf(pick(hostile)) : '',
        headers: {
          host: pick(hosts),
          ...(random() < 0.3 && { range: pick(['bytes=9-1', 'bytes=-', 'lines=1']) }),
          ...(random() < 0.3 && {
            authorization: pick(['Bearer', 'AWS4-HMAC-SHA256 x', 'a.b.c', '::']),
          }),
          ...(random() < 0.3 && {
            'content-type': pick(['application/json', 'x', ';;', 'text/html;=']),
          }),
          ...(random() < 0.2 && { 'sec-fetch-site': pick(['none', 'same-origin', 'x']) }),
        },
      })),
    )
    await attack(t, all)
  })

  test('to every operation of Cognito', (t) =>
    attack(
      t,
      many(500, () => {
        const [operation, input] = pick(Object.entries(cognito))
        const target = `AWSCognitoIdentityProviderService.${operation}`
        const body = bodyOf(spoilt({ ...ids(), ...input }))
        return {
          path: '/cognito-idp/',
          headers: { 'x-amz-target': encodeURI(target.toWellFormed()) },
          body,
        }
      }).concat(
        many(60, () => {
          const operation = pick(['GetId', 'GetCredentialsForIdentity', 'GetOpenIdToken'])
          const input = { IdentityPoolId: 'x', IdentityId: 'us-east-1:x', Logins: { x: 'a.b.c' } }
          const target = `AWSCognitoIdentityService.${operation}`
          return {
            path: '/cognito-identity/',
            headers: { 'x-amz-target': target },
            body: bodyOf(spoilt(input)),
          }
        }),
      ),
    ))

  test('to the GraphQL API and the Event API', (t) => {
    const key = (backend.outputs.data as { api_key: string }).api_key
    const queries = [
      '{ listAnnouncements { items { id text } nextToken } }',
      'query A { __schema { types { name } } } query B { __typename }',
      'mutation { publish(channel: "a", text: "b") { channel } }',
      'subscription { onMessage { text } }',
      '{ countProjects',
      deep('{ a', '}'),
      'query ($f: X) { listAnnouncements(filter: $f, limit: -1, nextToken: "x") { items { id } } }',
      'fragment A on Announcement { ...A } { listAnnouncements { items { ...A } } }',
    ]
    return attack(
      t,
      many(300, () => ({
        path: '/graphql',
        headers: { 'x-api-key': key },
        body: bodyOf(
          random() < 0.4
            ? { query: pick(queries) }
            : spoilt({
                query: pick(queries),
                variables: { f: { text: { eq: 'x' } } },
                operationName: 'A',
              }),
        ),
      })).concat(
        many(60, () => ({
          path: '/event',
          headers: {
            'x-api-key': (backend.outputs.custom as { events: { api_key: string } }).events.api_key,
          },
          body: bodyOf(spoilt({ channel: 'open/x', events: ['"x"'] })),
        })),
      ),
    )
  })

  test('to tables, by functions that sign', (t) =>
    attack(
      t,
      many(500, () => {
        const [operation, input] = pick(Object.entries(dynamodb(pick(backend.tables))))
        const headers = {
          'x-amz-target': encodeURI(`DynamoDB_20120810.${operation}`.toWellFormed()),
        }
        const body = bodyOf(spoilt(input))
        const url = `${backend.url}/dynamodb/`
        const signed = signedHeaders(caller(), {
          url,
          service: 'dynamodb',
          headers,
          body,
        })
        return { path: '/dynamodb/', headers: signed, body }
      }),
    ))

  test('to buckets, by functions that sign', (t) => {
    const bucket = backend.buckets[0] ?? ''
    const queries = [
      '',
      '?acl',
      '?tagging',
      '?uploads',
      '?uploadId=x',
      '?uploadId=x&partNumber=y',
      '?list-type=2&max-keys=x',
      '?list-type=2&continuation-token=%zz',
      '?delete',
      '?versionId=x',
      '?policy',
      '?response-content-type=%0d%0a',
      '?partNumber=1&uploadId=..%2F..',
    ]
    const rare: Record<string, string>[] = [
      {},
      { range: 'bytes=9-1' },
      { 'content-md5': 'x' },
      { 'x-amz-copy-source': '/x/%zz' },
      { 'x-amz-copy-source': `${bucket}/log/a` },
      { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
      { 'x-amz-checksum-crc32': '?' },
      { 'if-none-match': '*' },
      { 'x-amz-meta-x': 'é' },
      { 'content-type': 'x/y; z=' },
    ]
    return attack(
      t,
      many(400, () => {
        const method = pick(['GET', 'HEAD', 'PUT', 'POST', 'DELETE'])
        const path = `/s3/${pick([bucket, bucket, 'other', ''])}/${pick(['log/a', 'log/%zz', 'log/%00', 'shared/x', '', '%F0%9F%98%80', '..', `log/${'x'.repeat(1100)}`])}${pick(queries)}`
        const body =
          method === 'GET' || method === 'HEAD'
            ? ''
            : pick([
                '',
                'hello',
                '<Delete><Object><Key>a</Key>',
                '5\r\nhel',
                'zz\r\n',
                '<x'.repeat(2000),
              ])
        const headers = { ...pick(rare) }
        const signed = signedHeaders(caller(), {
          url: backend.url + path,
          service: 's3',
          method,
          headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...headers },
          body: 'UNSIGNED-PAYLOAD',
        })
        return { path, method, headers: signed, body }
      }),
    )
  })

  test('to APIs and functions', (t) => {
    const { API } = backend.outputs.custom as { API: Record<string, { endpoint: string }> }
    const local = (endpoint: string) => {
      const { host, pathname } = new URL(endpoint)
      const [id = '', service = ''] = host.split('.')
      return `/${service}/${id}${pathname.replace(/\/$/, '')}`
    }
    const paths = Object.values(API).map(({ endpoint }) => local(endpoint))
    const arn = '/lambda/2015-03-31/functions/'
    return attack(
      t,
      many<Sent>(200, () => {
        const end = pick([
          '/open/a',
          '/open/%zz',
          '/signed/x',
          '/mine',
          '/',
          '//',
          '/open/%2e%2e/closed',
          `/${'a/'.repeat(900)}`,
        ])
        const method = pick(['GET', 'POST', 'OPTIONS', 'HEAD', 'DELETE'])
        const type = pick(['application/json', 'x', 'text/plain;charset=x', 'multipart/form-data'])
        return {
          path: pick(paths) + end,
          method,
          headers: { 'content-type': type },
          body: bodyOf(pick(hostile)),
        }
      }).concat(
        many(40, () => {
          const path = `${arn}${pick(['nightly', 'x', '%zz', 'arn:aws:lambda:::x', ''])}/invocations${pick(['', '?Qualifier=x'])}`
          const body = bodyOf(pick(hostile))
          const headers = signedHeaders(caller(), {
            url: backend.url + path,
            service: 'lambda',
            body,
          })
          return { path, headers, body }
        }),
      ),
    )
  })

  test('that are not HTTP', async () => {
    const { hostname, port } = new URL(backend.url)
    const bytes = [
      '\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /dynamodb HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 14000000\r\n\r\nx',
      'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0004\u0099garbage',
      'P',
      '\u0016\u0003\u0001',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
      'GET /graphql/realtime HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n',
      'GET /graphql/realtime HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
    ]
    await Promise.all(
      many(100, (index) => {
        const socket = connect(Number(port), hostname)
        return new Promise<void>((done) => {
          socket.on('error', () => done()).on('close', () => done())
          socket.write(Buffer.from(bytes[index % bytes.length] ?? '', 'latin1'))
          setTimeout(() => (index % 2 ? socket.resetAndDestroy() : socket.end()), 50)
          setTimeout(() => socket.destroy(), 500)
        })
      }),
    )
    for (const path of ['/model/x/converse', '/', '/model/%zz/converse-stream']) {
      const session = connectHttp2(backend.url)
      session.on('error', () => undefined)
      const stream = session.request({ ':method': 'POST', ':path': path })
      stream.on('error', () => undefined).end('{')
      await new Promise((done) => stream.on('response', done).on('close', done))
      stream.close()
      session.destroy()
    }
    assert.equal((await send({ path: '/mailbox', method: 'GET' }))?.status, 200)
  })
})

describe('malformed frames', { timeout: 120_000 }, () => {
  /** Opens a socket, sends frames, and waits until it has heard something or a moment has passed. */
  function frames(
    path: string,
    protocols: string[],
    sent: (string | Uint8Array<ArrayBuffer>)[],
  ): Promise<void> {
    return new Promise((done) => {
      const socket = new WebSocket(`${backend.url.replace('http', 'ws')}${path}`, protocols)
      const timer = setTimeout(() => socket.close(), 300)
      socket.onopen = () => {
        for (const frame of sent) socket.send(frame)
      }
      socket.onclose = () => done(clearTimeout(timer))
      socket.onerror = () => done(clearTimeout(timer))
    })
  }
  const encoded = (value: unknown) =>
    `header-${Buffer.from(JSON.stringify(value) ?? '').toString('base64url')}`

  test('end their connection at most', async () => {
    const { api_key: key } = backend.outputs.data as { api_key: string }
    const { api_key: eventKey } = (backend.outputs.custom as { events: { api_key: string } }).events
    const host = new URL(backend.url).host
    const frame = () => {
      const start = {
        id: '1',
        type: 'start',
        payload: {
          data: '{"query":"subscription { onMessage { text } }","variables":{}}',
          extensions: { authorization: { 'x-api-key': key, host } },
        },
      }
      const subscribe = {
        id: '1',
        type: 'subscribe',
        channel: 'open/x',
        authorization: { 'x-api-key': eventKey, host },
      }
      const publish = { ...subscribe, type: 'publish', events: ['"x"'] }
      const value = spoilt(pick([start, start, subscribe, publish, { type: 'stop', id: '1' }]))
      return random() < 0.1
        ? pick([new Uint8Array([1, 2, 3]), 'not JSON', 'null', ''])
        : bodyOf(value)
    }
    const sockets = many(120, (index) => {
      const isEvents = index % 2 === 1
      const good = encoded({ 'x-api-key': isEvents ? eventKey : key, host })
      const bad = pick([
        'header-x',
        encoded(null),
        encoded([]),
        encoded('x'),
        encoded({ authorization: 1 }),
      ])
      const header = random() < 0.8 ? good : bad
      const path = isEvents ? '/event/realtime' : '/graphql/realtime'
      const query = random() < 0.1 ? pick(['?header=x', '?header=bnVsbA==', '?payload=%zz']) : ''
      const first = random() < 0.8 ? [JSON.stringify({ type: 'connection_init' })] : []
      const protocols = [
        isEvents ? 'aws-appsync-event-ws' : 'graphql-ws',
        ...(query ? [] : [header]),
      ]
      return () => frames(path + query, protocols, [...first, ...Array.from({ length: 8 }, frame)])
    })
    const worker = async () => {
      for (let next = sockets.pop(); next; next = sockets.pop()) await next()
    }
    await Promise.all(Array.from({ length: 10 }, worker))
    assert.equal(backend.ended(), undefined, backend.printed())
    assert.equal((await send({ path: '/mailbox', method: 'GET' }))?.status, 200)
  })
})
