// HTTP APIs, REST APIs and function URLs, called by aws-amplify: who may call, and what functions get.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda'
import { Amplify } from 'aws-amplify'
import { get, post } from 'aws-amplify/api'
import { fetchAuthSession } from 'aws-amplify/auth'
import { parseAmplifyConfig } from 'aws-amplify/utils'
import { callSigned } from './signing.ts'
import { becomeGuest, joined, startSample, type Person } from './support.ts'

const sample = await startSample()
type Endpoint = { endpoint: string; region: string; service?: string }
const { custom } = sample.outputs as {
  custom: { API: Record<'http' | 'rest' | 'story', Endpoint> }
}
const config = parseAmplifyConfig(sample.outputs)
Amplify.configure({ ...config, API: { ...config.API, REST: custom.API } })
let ada: Person
before(async () => (ada = await joined(sample, 'ada')))

const once = { retryStrategy: { strategy: 'no-retry' as const } }
const read = async (apiName: string, path: string, headers = {}) =>
  (await (
    await get({ apiName, path, options: { ...once, headers } }).response
  ).body.json()) as never
const send = async (apiName: string, path: string, body: object) =>
  (await (
    await post({ apiName, path, options: { ...once, body: { ...body } } }).response
  ).body.json()) as never
const idToken = async () => {
  const { tokens } = await fetchAuthSession()
  return { authorization: String(tokens?.idToken) }
}
const refusal =
  (status: number, body: object) =>
  (error: { response?: { statusCode: number; body?: string } }) => {
    assert.equal(error.response?.statusCode, status)
    assert.deepEqual(JSON.parse(error.response?.body ?? ''), body)
    return true
  }
const keys = async () => (await fetchAuthSession()).credentials!
/** A call by the one who is signed in, with another key or at another time. */
const signed = async (
  name: keyof typeof custom.API,
  path: string,
  { at, ...other }: { at?: Date; secretAccessKey?: string; accessKeyId?: string } = {},
) => {
  const { endpoint, service = 'execute-api' } = custom.API[name]
  const method = name === 'http' ? 'GET' : 'POST'
  const call = { url: `${endpoint}${path}`, service, method, ...(at && { at }) }
  return callSigned({ ...(await keys()), ...other }, call)
}
/** As a page or a tool would call it, unsigned. */
const call = (name: keyof typeof custom.API, path: string, options?: RequestInit) =>
  fetch(`${custom.API[name].endpoint}${path}`, options)

describe('an HTTP API', () => {
  test('gives functions the event of version 2.0', async () => {
    const event: APIGatewayProxyEventV2 = await read('http', '/open/a/b?x=1&x=2&y=%20')
    assert.equal(event.version, '2.0')
    assert.equal(event.routeKey, 'GET /open/{one}/{two}')
    assert.equal(event.rawPath, '/open/a/b')
    assert.deepEqual(event.queryStringParameters, { x: '1,2', y: ' ' })
    assert.deepEqual(event.pathParameters, { one: 'a', two: 'b' })
    assert.equal(event.requestContext.http.method, 'GET')
    assert.equal(event.requestContext.stage, '$default')
    assert.equal(event.body, undefined)
  })

  test('takes the route that fits best', async () => {
    const keyOf = async (path: string) =>
      ((await read('http', path)) as APIGatewayProxyEventV2).routeKey
    assert.equal(await keyOf('/open/here'), 'GET /open/here')
    assert.equal(await keyOf('/open/there'), 'GET /open/{rest+}')
    assert.equal(await keyOf('/open/a/b/c'), 'GET /open/{rest+}')
    await assert.rejects(read('http', '/elsewhere'), refusal(404, { message: 'Not Found' }))
  })

  test('lets in by IAM who has a role that may', async () => {
    await ada.signIn()
    const event = (await read('http', '/signed/7')) as { requestContext: { authorizer: unknown } }
    const { iam } = event.requestContext.authorizer as { iam: Record<string, object> }
    assert.deepEqual(iam.cognitoIdentity, { identityId: ada.identityId })
    // Its policy names another path and another method.
    const forbidden = refusal(403, { message: 'Forbidden' })
    await assert.rejects(read('http', '/closed'), forbidden)
    await assert.rejects(send('http', '/signed/7', {}), forbidden)
    await becomeGuest()
    await assert.rejects(read('http', '/signed/7'), forbidden)
    assert.equal((await call('http', '/signed/7')).status, 403)
  })

  test('refuses a signature that does not fit, is of nobody or too old', async () => {
    await ada.signIn()
    assert.equal((await signed('http', '/signed/7')).status, 200)
    const wrong = [
      { secretAccessKey: 'x' },
      { accessKeyId: 'ASIAINVENTED' },
      { at: new Date(Date.now() - 3_600_000) },
    ]
    for (const other of wrong) {
      const answer = await signed('http', '/signed/7', other)
      assert.deepEqual([answer.status, await answer.json()], [403, { message: 'Forbidden' }])
    }
  })

  test('asks the policies for the path that was signed, and leads to no other', async () => {
    await ada.signIn()
    const id = async (path: string) => {
      const answer = await signed('http', path)
      const event = (await answer.json()) as { pathParameters?: { id: string } }
      return answer.status === 200 ? event.pathParameters?.id : answer.status
    }
    assert.equal(await id('/signed/a%20b'), 'a b')
    assert.equal(await id('/signed/%E2%98%83'), '☃')
    assert.equal(await id('/signed/..%2Fclosed'), '../closed')
    assert.equal(await id('/closed'), 403)
    assert.equal(await id('/closed%2F..%2Fsigned%2F7'), 404)
  })

  test('lets in by a token of its user pool', async () => {
    await ada.signIn()
    const event = (await read('http', '/mine', await idToken())) as {
      requestContext: { authorizer: { jwt: { claims: Record<string, string> } } }
    }
    assert.equal(event.requestContext.authorizer.jwt.claims.email, ada.email)
    assert.ok(await read('http', '/mine', { authorization: `Bearer ${ada.token}` }))
    const refused = refusal(401, { message: 'Unauthorized' })
    await assert.rejects(read('http', '/mine', { authorization: `${ada.token}x` }), refused)
    await assert.rejects(read('http', '/mine', { authorization: 'none' }), refused)
  })

  test('answers what functions return without a status, and 500 where they fail', async () => {
    assert.deepEqual(await read('http', '/open/here?answer=plain'), { plain: true })
    const failed = refusal(500, { message: 'Internal Server Error' })
    await assert.rejects(read('http', '/open/here?answer=error'), failed)
  })

  test('applies its CORS configuration, and no other', async () => {
    const headers = { origin: 'http://localhost:5173' }
    const asked = await call('http', '/signed/7', { method: 'OPTIONS', headers })
    assert.equal(asked.status, 204)
    assert.equal(asked.headers.get('access-control-allow-headers'), 'authorization')
    assert.equal(asked.headers.get('access-control-allow-methods'), 'GET')
    const answered = await call('http', '/open/here', { headers })
    assert.equal(answered.headers.get('access-control-allow-origin'), 'http://localhost:5173')
    const elsewhere = { origin: 'http://127.0.0.1:5173' }
    const other = await call('http', '/open/here', { headers: elsewhere })
    assert.equal(other.headers.get('access-control-allow-origin'), null)
  })
})

describe('a REST API', () => {
  test('gives functions the event of version 1.0', async () => {
    await ada.signIn()
    const event: APIGatewayProxyEvent = await send('rest', '/signed/7?x=1&x=2', { name: 'Lantern' })
    assert.equal(event.resource, '/signed/{id}')
    assert.equal(event.path, '/signed/7')
    assert.equal(event.httpMethod, 'POST')
    assert.deepEqual(event.pathParameters, { id: '7' })
    assert.deepEqual(event.queryStringParameters, { x: '2' })
    assert.deepEqual(event.multiValueQueryStringParameters, { x: ['1', '2'] })
    assert.equal(event.body, '{"name":"Lantern"}')
    assert.equal(event.requestContext.stage, 'prod')
    assert.equal(event.requestContext.identity.cognitoIdentityId, ada.identityId)
  })

  test('refuses a caller without a role, or with one that may not', async () => {
    const missing = { message: 'Missing Authentication Token' }
    const unsigned = await call('rest', '/signed/7', { method: 'POST' })
    assert.equal(unsigned.status, 403)
    assert.deepEqual(await unsigned.json(), missing)
    await becomeGuest()
    await assert.rejects(send('rest', '/signed/7', {}), /is not authorized to perform/)
    await ada.signIn()
    await assert.rejects(read('rest', '/elsewhere'), refusal(403, missing))
  })

  test('says what is wrong with a signature', async () => {
    await ada.signIn()
    const refused = async (other: object) => {
      const answer = await signed('rest', '/signed/7', other)
      assert.equal(answer.status, 403)
      assert.equal(answer.headers.get('access-control-allow-origin'), '*')
      return ((await answer.json()) as Error).message
    }
    assert.equal((await signed('rest', '/signed/7')).status, 200)
    assert.match(await refused({ secretAccessKey: 'x' }), /^The request signature we calculated/)
    assert.match(await refused({ accessKeyId: 'ASIAINVENTED' }), /^The security token included/)
    assert.match(await refused({ at: new Date(0) }), /^Signature expired/)
  })

  test('lets in by an ID token of its user pool', async () => {
    await ada.signIn()
    const event = (await read('rest', '/mine', await idToken())) as APIGatewayProxyEvent
    assert.equal(event.requestContext.authorizer?.claims.email, ada.email)
    const refused = refusal(401, { message: 'Unauthorized' })
    await assert.rejects(read('rest', '/mine', { authorization: ada.token }), refused)
    await assert.rejects(read('rest', '/mine', { authorization: 'none' }), refused)
  })

  test('answers 502 where a function returns nothing it understands', async () => {
    const failed = refusal(502, { message: 'Internal server error' })
    await assert.rejects(read('rest', '/open/x?answer=plain'), failed)
    await assert.rejects(read('rest', '/open/x?answer=error'), failed)
  })

  test('answers OPTIONS without authorization, and lets pages read its refusals', async () => {
    const asked = await call('rest', '/mine', { method: 'OPTIONS' })
    assert.equal(asked.status, 204)
    assert.equal(asked.headers.get('access-control-allow-headers'), 'authorization')
    const refused = await call('rest', '/mine')
    assert.equal(refused.status, 401)
    assert.equal(refused.headers.get('access-control-allow-origin'), '*')
    const own = await call('rest', '/open/x')
    assert.equal(own.headers.get('access-control-allow-origin'), 'https://own.example')
  })
})

describe('the URL of a function', () => {
  test('streams its answer to whoever may call it', async () => {
    await ada.signIn()
    const { body, headers } = await post({ apiName: 'story', path: '', options: once }).response
    assert.equal(headers['content-type'], 'text/plain')
    const words: string[] = []
    for await (const chunk of body as unknown as ReadableStream<Uint8Array>)
      words.push(Buffer.from(chunk).toString())
    assert.deepEqual(words, ['Once', 'upon', 'a', 'time'])
  })

  test('passes on the status and the headers that the function sets', async () => {
    const options = { ...once, body: 'gone' }
    await assert.rejects(post({ apiName: 'story', path: '', options }).response, (error: never) => {
      const { response } = error as {
        response: { statusCode: number; headers: Record<string, string> }
      }
      assert.equal(response.statusCode, 410)
      assert.equal(response.headers['x-story'], 'none')
      return true
    })
  })

  test('is closed to everybody else', async () => {
    assert.equal((await call('story', '', { method: 'POST' })).status, 403)
    await becomeGuest()
    const refused = refusal(403, { Message: 'Forbidden' })
    await assert.rejects(post({ apiName: 'story', path: '', options: once }).response, refused)
    await ada.signIn()
    assert.equal((await signed('story', '')).status, 200)
    const wrong = await signed('story', '', { secretAccessKey: 'x' })
    assert.deepEqual([wrong.status, await wrong.json()], [403, { Message: 'Forbidden' }])
  })
})
