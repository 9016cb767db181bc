// Whatever a function answers and whoever asks: API Gateway and function URLs answer as on AWS, and nothing else breaks.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { addresses } from '../../local/services/addresses.ts'
import { startServer } from '../../local/server.ts'
import { createApiGateway } from '../../local/services/api-gateway.ts'
import { createFunctionUrls } from '../../local/services/function-urls.ts'
import { FunctionFailure, ServiceError, type Auth } from '../../local/services/types.ts'
import { arnOf, functionsOf, until, type Part } from './handlers.ts'

const cors = {
  AllowOrigins: ['https://app.example', 'http://localhost:5173'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['Authorization', 'x-own'],
  ExposeHeaders: ['x-shown'],
  AllowCredentials: true,
  MaxAge: 60,
}
const route = (api: string, key: string, integration: string, version = '2.0'): Part[] => [
  {
    type: 'AWS::ApiGatewayV2::Route',
    name: `${api} ${key}`,
    properties: { ApiId: api, RouteKey: key, Target: `integrations/${integration}` },
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    name: integration,
    properties: {
      IntegrationUri: arnOf('answer'),
      PayloadFormatVersion: version,
      ...(key.endsWith('/late') && { TimeoutInMillis: 50 }),
    },
  },
]
const method = (resource: string, HttpMethod = 'ANY'): Part => ({
  type: 'AWS::ApiGateway::Method',
  name: `${resource} ${HttpMethod}`,
  properties: {
    RestApiId: 'rest',
    ResourceId: resource,
    HttpMethod,
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'AWS_PROXY',
      Uri: arnOf('answer'),
      ...(resource === 'late' && { TimeoutInMillis: 50 }),
    },
  },
})
const resource = (name: string, PathPart = name): Part => ({
  type: 'AWS::ApiGateway::Resource',
  name,
  properties: { RestApiId: 'rest', ParentId: 'root', PathPart },
})
const url = (name: string, InvokeMode = 'BUFFERED', rest = {}): Part => ({
  type: 'AWS::Lambda::Url',
  name,
  properties: {
    TargetFunctionArn: arnOf(name === 'streaming' ? 'streaming' : 'answer'),
    AuthType: 'NONE',
    InvokeMode,
    ...rest,
  },
})
const parts: Part[] = [
  { type: 'AWS::ApiGatewayV2::Api', name: 'plain', properties: { Name: 'Plain' } },
  {
    type: 'AWS::ApiGatewayV2::Api',
    name: 'cors',
    properties: { Name: 'Shared', CorsConfiguration: cors },
  },
  { type: 'AWS::ApiGatewayV2::Stage', name: '$default', properties: { ApiId: 'plain' } },
  { type: 'AWS::ApiGatewayV2::Stage', name: 'beta', properties: { ApiId: 'plain' } },
  ...route('plain', 'ANY /answer', 'one'),
  ...route('plain', 'GET /items/{id}', 'two'),
  ...route('plain', 'GET /items/special', 'three'),
  ...route('plain', 'GET /deep/{rest+}', 'four'),
  ...route('plain', 'GET /late', 'five'),
  ...route('plain', 'ANY /first', 'six', '1.0'),
  ...route('cors', 'GET /answer', 'seven'),
  { type: 'AWS::ApiGateway::RestApi', name: 'rest', properties: { Name: 'Rest' } },
  { type: 'AWS::ApiGateway::Stage', name: 'prod', properties: { RestApiId: 'rest' } },
  ...['answer', 'items', 'late'].map((name) => resource(name)),
  ...['answer', 'items', 'late'].map((name) => method(name)),
  {
    type: 'AWS::ApiGateway::Method',
    name: 'answer OPTIONS',
    properties: {
      RestApiId: 'rest',
      ResourceId: 'answer',
      HttpMethod: 'OPTIONS',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [
          {
            ResponseParameters: {
              'method.response.header.Access-Control-Allow-Origin': "'https://app.example'",
            },
            ResponseTemplates: { 'application/json': '#if($origin == "http://localhost:5173")' },
          },
        ],
      },
    },
  },
  {
    type: 'AWS::ApiGateway::GatewayResponse',
    name: 'Own',
    properties: {
      RestApiId: 'rest',
      ResponseType: 'MISSING_AUTHENTICATION_TOKEN',
      StatusCode: '404',
      ResponseParameters: {
        'gatewayresponse.header.x-own': "'yes'",
        'gatewayresponse.header.access-control-allow-origin': "'https://app.example'",
      },
      ResponseTemplates: { 'application/json': '{"said":$context.error.messageString}' },
    },
  },
  url('buffered'),
  url('shared', 'BUFFERED', { Cors: cors }),
  url('streaming', 'RESPONSE_STREAM', { Cors: cors }),
  url('unstreamed', 'RESPONSE_STREAM'),
]

const server = await startServer(0)
const { functions, assembly, gate, log, lines } = functionsOf(
  {
    answer: `export const handler = async (event) => {
      const code = event.body ?? ''
      return code ? new Function('event', 'return (' + code + ')')(event) : event
    }`,
    streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
      const { HttpResponseStream } = awslambda
      await new Function('stream', 'HttpResponseStream', 'return (async () => {' + event.body + '})()')(stream, HttpResponseStream)
    })`,
  },
  { more: parts, properties: { answer: { Timeout: 10 }, streaming: { Timeout: 10 } } },
)
const services = { assembly: () => assembly, auth: {} as Auth, functions, gate, log }
server.route('/execute-api', createApiGateway(services), { ownCors: true, for: 'functions' })
server.route('/lambda-url', createFunctionUrls(services), { ownCors: true, for: 'functions' })
after(() => server.close())
before(() => functions.invoke('answer', { body: '1' }))

type Reply = { status: number; headers: Headers; text: string }
async function post(
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const init = { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } }
  const response = await fetch(`${server.url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
/** The status and body of a request whose path or method fetch would change or refuse. */
function ask(path: string, verb = 'GET', headers: Record<string, string> = {}) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (done, fail) => {
      const { port } = new URL(server.url)
      const call = request({ host: '127.0.0.1', port, path, method: verb, headers })
      call.on('error', fail).on('response', (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, text, headers: response.headers }),
        )
      })
      call.end()
    },
  )
}

const malformed = {
  'a status that is no number': `{ statusCode: 'abc' }`,
  'a status that is no status': `{ statusCode: 99 }`,
  'an informational status': `{ statusCode: 100 }`,
  'a status out of range': `{ statusCode: 1000 }`,
  'a broken status': `{ statusCode: 200.5 }`,
  'no status at all': `{ statusCode: null }`,
  'a body that is an object': `{ statusCode: 200, body: { a: 1 } }`,
  'a body that is a number': `{ statusCode: 200, body: 5 }`,
  'Base64 that is none': `{ statusCode: 200, body: '*?*', isBase64Encoded: true }`,
  'a header name with a space': `{ statusCode: 200, headers: { 'x y': '1' } }`,
  'a header without a name': `{ statusCode: 200, headers: { '': '1' } }`,
  'a header with a line break': `{ statusCode: 200, headers: { x: 'a\\r\\nset-cookie: b=c' } }`,
  'a header of other letters': `{ statusCode: 200, headers: { x: '\\u2603' } }`,
  'a header that is an object': `{ statusCode: 200, headers: { x: { y: 1 } } }`,
  'a header that is a list': `{ statusCode: 200, headers: { x: ['y'] } }`,
  'headers that are a list': `{ statusCode: 200, headers: ['x'] }`,
  'headers that are text': `{ statusCode: 200, headers: 'x: y' }`,
}
const cookies = {
  'cookies that are no list': `{ statusCode: 200, cookies: 'a=b' }`,
  'cookies that are no text': `{ statusCode: 200, cookies: [{}] }`,
  'a cookie with a line break': `{ statusCode: 200, cookies: ['a\\nb'] }`,
}
const failing = {
  'an error': `(() => { throw new Error('no') })()`,
  'no JSON': `1n`,
  'too much': `'x'.repeat(7 << 20)`,
  'the end of its process': `process.exit(5)`,
}

describe('a function that answers', () => {
  const fails = { ...malformed, ...failing }
  for (const [what, code] of Object.entries({ ...fails, ...cookies })) {
    test(`${what} is an internal error of the service`, async () => {
      const http = await post('/execute-api/plain/answer', code)
      assert.deepEqual([http.status, http.text], [500, '{"message":"Internal Server Error"}'])
      for (const path of ['/lambda-url/buffered/', '/lambda-url/unstreamed/']) {
        const { status, text, headers } = await post(path, code)
        assert.deepEqual([status, text], [502, '{"Message":"Internal Server Error"}'], path)
        assert.equal(headers.get('content-type'), 'application/json')
      }
      if (!Object.hasOwn(fails, what)) return
      const rest = await post('/execute-api/rest/prod/answer', code)
      assert.deepEqual([rest.status, rest.text], [502, '{"message":"Internal server error"}'])
    })
  }

  test('what is malformed finds the reason in the log', async () => {
    await post('/execute-api/plain/answer', malformed['a header that is a list'])
    const line = 'what the function answered is malformed: its header x is a list'
    assert.ok(lines.some((one) => one.endsWith(line)))
  })

  test('with all that may be is sent as it is', async () => {
    const code = `{
      statusCode: '201',
      headers: { 'X-Text': 'é', 'x-number': 5, 'x-true': true, 'x-null': null, 'Set-Cookie': 'z=1' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    }`.replace('Buffer', 'globalThis.Buffer')
    for (const path of ['/execute-api/plain/answer', '/lambda-url/buffered/']) {
      const { status, headers } = await post(path, code)
      assert.equal(status, 201)
      assert.equal(headers.get('x-text'), 'é')
      assert.equal(headers.get('x-number'), '5')
      assert.equal(headers.get('x-true'), 'true')
      assert.equal(headers.has('x-null'), false)
      assert.equal(headers.get('content-length'), '2')
      assert.deepEqual(headers.getSetCookie(), ['z=1', 'a=1; Path=/', 'b=2'])
    }
    const many = await post(
      '/execute-api/rest/prod/answer',
      `{ statusCode: 200, headers: { a: '1' }, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] } }`,
    )
    assert.deepEqual(many.headers.getSetCookie(), ['a=1', 'b=2'])
  })

  test('headers of the connection does not break it', async () => {
    const code = `{
      statusCode: 200,
      headers: { 'content-length': '999', 'transfer-encoding': 'chunked', connection: 'close', upgrade: 'x' },
      body: 'whole',
    }`
    for (const path of ['/execute-api/plain/answer', '/lambda-url/buffered/']) {
      const { status, text } = await post(path, code)
      assert.deepEqual([status, text], [200, 'whole'])
    }
  })

  test('a body where there is none is heard without it', async () => {
    for (const status of [204, 304]) {
      const answer = await post(
        '/execute-api/plain/answer',
        `{ statusCode: ${status}, body: 'nothing to see' }`,
      )
      assert.deepEqual([answer.status, answer.text], [status, ''])
    }
    const head = await ask('/execute-api/plain/answer', 'HEAD')
    assert.deepEqual([head.status, head.text], [200, ''])
  })

  test('anything else without a status is the body, of the version 2.0', async () => {
    for (const [code, text] of [
      [`'text'`, 'text'],
      ['[1]', '[1]'],
      ['5', '5'],
      ['null', 'null'],
    ] as const) {
      const http = await post('/execute-api/plain/answer', code)
      assert.deepEqual([http.status, http.text], [200, text])
      assert.equal((await post('/lambda-url/buffered/', code)).text, text)
      assert.equal((await post('/execute-api/plain/first', code)).status, 500)
      assert.equal((await post('/execute-api/rest/prod/answer', code)).status, 502)
    }
  })

  test('too late is not waited for', async () => {
    const http = await ask('/execute-api/plain/late')
    assert.ok([200, 503].includes(http.status))
    const slow = `new Promise((done) => setTimeout(done, 300))`
    const rest = await post('/execute-api/rest/prod/late', slow)
    assert.deepEqual([rest.status, rest.text], [504, '{"message":"Endpoint request timed out"}'])
  })
})

describe('a request', () => {
  test('with a path that encodes nothing is 400, in the words of the service', async () => {
    for (const path of [
      '/execute-api/plain/items/%zz',
      '/execute-api/rest/prod/%',
      '/lambda-url/buffered/%zz',
    ]) {
      const { status, text } = await ask(path)
      assert.equal(status, 400)
      assert.match(text, /^\{"[mM]essage":"%(zz)? is not a path/)
    }
  })

  test('leads where its path says, and nowhere else', async () => {
    const keyOf = async (path: string) => {
      const { status, text } = await ask(`/execute-api/plain${path}`)
      const event = JSON.parse(text) as { routeKey?: string; pathParameters?: object }
      return status === 200 ? [event.routeKey, event.pathParameters] : status
    }
    assert.deepEqual(await keyOf('/items/a%2Fb'), ['GET /items/{id}', { id: 'a/b' }])
    assert.deepEqual(await keyOf('/items/..%2Fspecial'), ['GET /items/{id}', { id: '../special' }])
    assert.deepEqual(await keyOf('/items/sp%65cial'), ['GET /items/special', undefined])
    assert.deepEqual(await keyOf('/deep/%2e%2e/items'), ['GET /deep/{rest+}', { rest: '../items' }])
    assert.deepEqual(await keyOf('/beta/items/1'), ['GET /items/{id}', { id: '1' }])
    for (const path of [
      '/items/x/%2e%2e/special',
      '/items/../items/special',
      '/items/',
      '/items',
      '//items/1',
    ])
      assert.equal(await keyOf(path), 404, path)
    assert.equal(await keyOf('/items/special/'), 404)
    const slash = await ask('/execute-api/rest/prod/items/')
    assert.equal(slash.status, 502, 'a REST API ignores it')
  })

  test('with any query, cookie and header makes an event', async () => {
    const odd = '/execute-api/plain/answer?a=%zz&__proto__=1&b&=2&a=3&c=%F0%9F%98%80'
    const { text } = await ask(odd, 'GET', { cookie: 'a=1;b=%zz; c', 'x-many': 'a, b' })
    const event = JSON.parse(text) as Record<string, unknown>
    assert.equal(event.rawQueryString, 'a=%zz&__proto__=1&b&=2&a=3&c=%F0%9F%98%80')
    assert.deepEqual(event.cookies, ['a=1', 'b=%zz', 'c'])
    assert.match(text, /"a":"%zz,3"/)
    for (const path of [
      '/execute-api/plain//x//',
      '/lambda-url/buffered//?x',
      '/execute-api//',
      '/lambda-url',
    ])
      assert.ok((await ask(path)).status < 500, path)
    const long = await ask(`/execute-api/plain/answer?x=${'x'.repeat(9000)}`)
    assert.equal(long.status, 200)
    const longer = await ask(`/execute-api/plain/answer?x=${'x'.repeat(17_000)}`)
    assert.equal(longer.status, 431)
    assert.equal((await ask('http://evil.example/execute-api/plain/answer')).status, 404)
  })

  test('larger than the service takes is 413', async () => {
    const filler = (size: number) => `'${'x'.repeat(size)}'.length`
    const http = await post('/execute-api/plain/answer', filler(11 << 20))
    assert.deepEqual([http.status, http.text], [413, '{"message":"Request Entity Too Large"}'])
    // Lambda takes less than API Gateway.
    assert.equal((await post('/execute-api/plain/answer', filler(8 << 20))).status, 413)
    const rest = await post('/execute-api/rest/prod/answer', filler(8 << 20))
    assert.deepEqual([rest.status, rest.text], [413, '{"message":"Request Too Long"}'])
    assert.equal((await post('/lambda-url/buffered/', filler(7 << 20))).status, 413)
    assert.equal((await post('/execute-api/plain/answer', filler(5 << 20))).text, String(5 << 20))
  })

  test('for a route, a stage or an API that is not there hears so', async () => {
    assert.deepEqual((await ask('/execute-api/plain/none')).text, '{"message":"Not Found"}')
    const missing = await ask('/execute-api/rest/prod/none')
    assert.deepEqual(
      [missing.status, missing.headers['x-own'], missing.text],
      [404, 'yes', '{"said":"Missing Authentication Token"}'],
    )
    const stage = await ask('/execute-api/rest/dev/answer')
    assert.deepEqual([stage.status, stage.text], [403, '{"message":"Forbidden"}'])
    assert.match((await ask('/execute-api/none/x')).text, /^\{"message":"There is no API none"/)
    assert.match((await ask('/lambda-url/none/')).text, /^\{"Message":"There is no function URL/)
    assert.equal((await ask('/execute-api/plain/items/1', 'OPTIONS')).status, 404)
  })
})

describe('a function that streams', () => {
  const path = '/lambda-url/streaming/'

  test('cannot break the answer by what it says of it', async () => {
    const heads = Object.values({ ...malformed, ...cookies }).filter((code) => !/body/.test(code))
    for (const head of [...heads, 'null', '5', '[]']) {
      const { status, text } = await post(path, `HttpResponseStream.from(stream, ${head}).end('x')`)
      assert.deepEqual([status, text], [502, '{"Message":"Internal Server Error"}'], head)
    }
    for (const code of [
      `stream.setContentType('a\\nb'); stream.end('x')`,
      `stream.setContentType(5); stream.end()`,
    ]) {
      assert.ok([200, 502].includes((await post(path, code)).status))
    }
  })

  test('may fail before and in the midst of its answer', async () => {
    for (const code of [`throw new Error('no')`, 'process.exit(1)', 'process.abort()'])
      assert.equal((await post(path, code)).status, 502)
    const tick = 'await new Promise((done) => setTimeout(done, 50));'
    for (const code of [
      `throw new Error('no')`,
      'process.exit(1)',
      `stream.setContentType('x/y')`,
    ]) {
      const work = post(path, `stream.write('some'); ${tick} ${code}`)
      await assert.rejects(work, /terminated|closed/)
    }
    assert.equal((await post(path, `stream.end('whole')`)).text, 'whole')
  })

  test('goes on when who asked has gone', async () => {
    const before = functions.invocations().length
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const code = `for (let n = 0; n < 30; n++) { stream.write('x'.repeat(50000)); await new Promise((tick) => setTimeout(tick, 10)) } stream.end()`
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: ${code.length}\r\n\r\n${code}`,
    )
    await new Promise((done) => socket.once('data', done))
    socket.destroy()
    await until(
      () => functions.invocations()[0]?.milliseconds && functions.invocations().length > before,
    )
    assert.equal(functions.invocations()[0]?.error, undefined)
  })
})

describe('CORS', () => {
  const origin = 'http://localhost:5173'
  const preflight = (path: string, headers: Record<string, string>) =>
    ask(path, 'OPTIONS', { 'access-control-request-method': 'GET', ...headers })

  test('is granted to the origins, methods and headers of the configuration', async () => {
    for (const [path, status] of [
      ['/execute-api/cors/answer', 204],
      ['/lambda-url/shared/', 200],
    ] as const) {
      const granted = await preflight(path, {
        origin,
        'access-control-request-headers': 'authorization,X-Own',
      })
      assert.equal(granted.status, status)
      assert.equal(granted.headers['access-control-allow-origin'], origin)
      assert.equal(granted.headers['access-control-allow-credentials'], 'true')
      assert.equal(granted.headers['access-control-allow-methods'], 'GET,POST')
      assert.equal(granted.headers['access-control-allow-headers'], 'Authorization,x-own')
      assert.equal(granted.headers['access-control-max-age'], '60')
      const refused: Record<string, string>[] = [
        { origin: 'http://127.0.0.1:5173' },
        { origin, 'access-control-request-method': 'DELETE' },
        { origin, 'access-control-request-headers': 'x-other' },
      ]
      for (const headers of refused) {
        const answer = await preflight(path, headers)
        assert.equal(answer.headers['access-control-allow-origin'], undefined)
        assert.equal(answer.headers['access-control-allow-methods'], undefined)
      }
    }
  })

  test('goes to every port of this machine, where the configuration names one', async () => {
    const page = 'http://localhost:5199'
    for (const path of ['/execute-api/cors/answer', '/lambda-url/shared/']) {
      const granted = await preflight(path, { origin: page })
      assert.equal(granted.headers['access-control-allow-origin'], page)
    }
    const path = '/execute-api/rest/prod/answer'
    const byOrigin = `{ statusCode: 200, headers: { vary: 'origin' }, body: '' }`
    const answers = {
      [page]: page,
      'http://localhost:5173': 'http://localhost:5173',
      'http://127.0.0.1:5173': 'https://app.example',
    }
    for (const [asking, allowed] of Object.entries(answers)) {
      const asked = await preflight(path, { origin: asking })
      assert.equal(asked.headers['access-control-allow-origin'], allowed)
      const refused = await ask('/execute-api/rest/prod/nowhere', 'GET', { origin: asking })
      assert.equal(refused.headers['access-control-allow-origin'], allowed)
      const answered = await post(path, byOrigin, { origin: asking })
      const read = answered.headers.get('access-control-allow-origin')
      assert.equal(read, allowed === asking ? asking : null)
    }
    const none = await post(path, `{ statusCode: 200, body: '' }`, { origin: page })
    assert.equal(none.headers.get('access-control-allow-origin'), null)
  })

  test('is the business of the service alone, where it has a configuration', async () => {
    const head = `{ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*', 'access-control-allow-methods': 'PUT' } }`
    const answers = [
      await post('/lambda-url/shared/', head, { origin }),
      await post('/lambda-url/streaming/', `HttpResponseStream.from(stream, ${head}).end('x')`, {
        origin,
      }),
    ]
    for (const { status, headers } of answers) {
      assert.equal(status, 200)
      assert.equal(headers.get('access-control-allow-origin'), origin)
      assert.equal(headers.get('access-control-expose-headers'), 'x-shown')
      assert.equal(headers.get('access-control-allow-methods'), null)
    }
    const own = await post('/execute-api/plain/answer', head, { origin })
    assert.equal(own.headers.get('access-control-allow-origin'), '*')
    const failed = await post('/lambda-url/shared/', `process.exit(1)`, { origin })
    assert.deepEqual(
      [failed.status, failed.headers.get('access-control-allow-origin')],
      [502, origin],
    )
  })
})

test('failures of a call stay with it', async () => {
  const failures = [
    new FunctionFailure({ errorType: 'X', errorMessage: 'x' }),
    new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429),
  ]
  const statuses: number[] = []
  for (const failure of failures) {
    const broken = { ...functions, invoke: () => Promise.reject(failure) }
    server.route(
      `/broken${statuses.length}`,
      createApiGateway({ ...services, functions: broken }),
      {
        ownCors: true,
      },
    )
    for (const path of ['plain/answer', 'rest/prod/answer'])
      statuses.push((await post(`/broken${statuses.length & ~1}/${path}`, '1')).status)
  }
  assert.deepEqual(statuses, [500, 502, 503, 500])
})

test('every API and function URL has an address here', () => {
  assert.deepEqual(addresses(assembly, 'http://127.0.0.1:20002'), [
    ['Plain', 'http://127.0.0.1:20002/execute-api/plain'],
    ['Plain', 'http://127.0.0.1:20002/execute-api/plain/beta'],
    ['Rest', 'http://127.0.0.1:20002/execute-api/rest/prod'],
    ['answer', 'http://127.0.0.1:20002/lambda-url/buffered/'],
    ['answer', 'http://127.0.0.1:20002/lambda-url/shared/'],
    ['streaming', 'http://127.0.0.1:20002/lambda-url/streaming/'],
    ['answer', 'http://127.0.0.1:20002/lambda-url/unstreamed/'],
  ])
})
