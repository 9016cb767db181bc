// Loopback only, random keys, tokens verified, and nothing is silently missing.
import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import { once, type EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { networkInterfaces } from 'node:os'
import { connect, type AddressInfo } from 'node:net'
import { describe, test } from 'node:test'
import { fetchAuthSession } from 'aws-amplify/auth'
import { createIam } from '../../local/services/iam.ts'
import { loadAssembly } from '../../scripts/cloud-assembly.ts'
import { chromium, startChromium } from './chromium.ts'
import { signedHeaders } from './signing.ts'
import { joined, startSample } from './support.ts'

const sample = await startSample()
const ada = await joined(sample, 'ada')
const { port } = new URL(sample.url)

/** The status of a GraphQL query with these headers. */
async function ask(headers: Record<string, string>): Promise<number> {
  const body = JSON.stringify({ query: '{ listProjects { items { id } } }' })
  return (await fetch(`${sample.url}/graphql`, { method: 'POST', headers, body })).status
}

/** The type of AppSync's answer to a websocket handshake. */
function handshake(authorization: string, from = sample.url): Promise<string> {
  const header = Buffer.from(JSON.stringify({ host: 'x', Authorization: authorization }))
  const protocols = ['graphql-ws', `header-${header.toString('base64url')}`]
  const socket = new WebSocket(`${from.replace('http', 'ws')}/graphql/realtime`, protocols)
  socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }))
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('No connection'))
    socket.onmessage = ({ data }) => {
      socket.close()
      resolve((JSON.parse(String(data)) as { type: string }).type)
    }
  })
}

const [head = '', payload = '', signature = ''] = ada.token.split('.')
const changed = (change: object) => {
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
  return Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
}
const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
const forged = {
  'a changed payload': `${head}.${changed({ sub: 'somebody-else' })}.${signature}`,
  'a longer life': `${head}.${changed({ exp: 4e9 })}.${signature}`,
  'another group': `${head}.${changed({ 'cognito:groups': ['ADMINS'] })}.${signature}`,
  'no signature': `${head}.${payload}.`,
  'the algorithm none': `${unsigned}.${payload}.`,
  'no token at all': 'not-a-token',
}

describe('a token', () => {
  test('of a person who signed in is accepted', async () => {
    assert.equal(await ask({ authorization: ada.token }), 200)
    assert.equal(await handshake(ada.token), 'connection_ack')
  })

  for (const [what, token] of Object.entries(forged)) {
    test(`with ${what} is refused`, async () => {
      assert.equal(await ask({ authorization: token }), 401)
      assert.equal(await handshake(token), 'connection_error')
    })
  }
})

test('an invented access key is refused', async () => {
  const credential =
    'AWS4-HMAC-SHA256 Credential=ASIAINVENTED/20260101/us-east-1/appsync/aws4_request'
  assert.equal(await ask({ authorization: credential }), 403)
  const bucket = sample.backend.services.storage.buckets()[0]
  const headers = { authorization: credential.replace('appsync', 's3') }
  assert.equal((await fetch(`${sample.url}/s3/${bucket}/shared/x`, { headers })).status, 403)
  assert.equal((await fetch(`${sample.url}/s3/${bucket}/shared/x`)).status, 403)
})

test('a call without authorization is refused', async () => {
  assert.equal(await ask({}), 401)
})

test('keys differ from project to project', async () => {
  const directory = sample.assembly.directory
  const key = (seed: string) =>
    loadAssembly(directory, { seed }).of('AWS::AppSync::ApiKey')[0]?.name
  assert.equal(key('one'), key('one'))
  assert.notEqual(key('one'), key('two'))
  assert.match(sample.store.secret('seed'), /^[0-9a-f]{48}$/)
})

describe('the server', () => {
  test('cannot be reached from other machines', async (t) => {
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4')
    const reach = (host: string) =>
      new Promise<boolean>((resolve) => {
        const socket = connect(Number(port), host)
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
        socket.on('connect', () => socket.destroy())
      })
    assert.equal(await reach('127.0.0.1'), true)
    if (!outside) return t.skip('This machine has no other address')
    assert.equal(await reach(outside.address), false)
  })

  /** The status of a request with headers that fetch would not send. */
  const get = (headers: Record<string, string>, path = '/mailbox', method = 'GET') =>
    new Promise<number | undefined>((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, headers, method })
      call.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
      call.end()
    })

  const app = 'http://localhost:5173'
  const tokens = '/cognito-idp'
  const foreign = ['https://evil.example', 'http://localhost.evil.example', 'null', 'file://', '%']

  test('answers pages on this machine only, and none that hides where it comes from', async () => {
    assert.notEqual(await get({ origin: app }, tokens, 'POST'), 403)
    assert.notEqual(await get({ origin: app, 'sec-fetch-site': 'cross-site' }, tokens, 'POST'), 403)
    for (const origin of foreign) {
      for (const path of [tokens, '/graphql', '/s3/b/k', '/lambda-url/x', '/mailbox', '/nowhere'])
        for (const method of ['GET', 'POST', 'OPTIONS'])
          assert.equal(await get({ origin }, path, method), 403, `${method} ${path} by ${origin}`)
    }
    const hidden = { 'sec-fetch-site': 'cross-site' }
    assert.equal(await get(hidden, tokens, 'POST'), 403)
    // Reading a route of a function runs it.
    assert.equal(await get(hidden, '/execute-api/x/prod/y'), 403)
    assert.equal(await get({ ...hidden, referer: `${app}/` }, '/execute-api/x/prod/y'), 404)
    assert.equal(await get({ ...hidden, referer: 'https://evil.example/' }, '/lambda-url/x'), 403)
  })

  test('shows the mailbox and runs schedules and functions for programs and persons, not for pages', async () => {
    const asked = { '/mailbox': 'GET', '/schedules/nightly': 'POST' }
    const lambda = '/lambda/2015-03-31/functions/nightly/invocations'
    const pages: Record<string, string>[] = [
      { origin: app },
      { origin: `http://127.0.0.1:${port}` },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const [path, method] of Object.entries({ ...asked, [lambda]: 'POST' })) {
      for (const headers of pages)
        assert.equal(await get(headers, path, method), 403, `${path} ${JSON.stringify(headers)}`)
    }
    assert.equal(await get({ 'sec-fetch-site': 'none' }), 200)
    assert.equal(await get({}), 200)
    assert.equal(await get({}, lambda, 'POST'), 403, 'a function is invoked by a signed request')
  })

  test('has one origin for the app, and another for the page', async () => {
    const page = { host: `localhost:${port}` }
    assert.equal(await get(page, '/'), 200)
    assert.equal(await get(page, '/page/page.js'), 200)
    assert.equal(await get(page, '/page/api/mailbox'), 200)
    for (const path of ['/graphql', '/s3/b/k', '/execute-api/x/prod/y', '/lambda-url/x', tokens])
      assert.equal(await get(page, path), 404, path)
    for (const path of ['/page/page.js', '/page/api/mailbox'])
      assert.equal(await get({}, path), 404, path)
    const { status, headers } = await fetch(`${sample.url}/`, { redirect: 'manual' })
    assert.deepEqual([status, headers.get('location')], [302, `http://localhost:${port}`])
  })

  test('opens sockets for pages of this machine only', async () => {
    const { WebSocket } = createRequire(new URL('../../local/', import.meta.url))('ws') as {
      WebSocket: new (url: string, options: object) => EventEmitter & { close(): void }
    }
    const opens = (path: string, headers: Record<string, string>) =>
      new Promise<boolean>((done) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
        socket.on('open', () => done(true)).on('error', () => done(false))
        socket.on('open', () => socket.close())
      })
    for (const path of ['/graphql/realtime', '/event/realtime']) {
      assert.equal(await opens(path, { origin: app }), true)
      for (const origin of foreign) assert.equal(await opens(path, { origin }), false, origin)
      assert.equal(await opens(path, { host: 'rebound.example' }), false)
      assert.equal(await opens(path, { host: `localhost:${port}` }), false)
    }
  })

  test('answers under its own name only, so that no other name can be pointed at it', async () => {
    assert.equal(await get({ host: `localhost:${port}` }), 200)
    const emulator = `10.0.2.2:${port}`
    assert.equal(await get({ host: emulator }), 200)
    // Its browser may send the form of a page here; a page at that address elsewhere may not.
    assert.notEqual(
      await get({ host: emulator, origin: `http://${emulator}` }, tokens, 'POST'),
      403,
    )
    assert.equal(await get({ origin: `http://${emulator}` }, tokens, 'POST'), 403)
    assert.equal(await get({ host: emulator, origin: 'http://10.0.2.2' }, tokens, 'POST'), 403)
    for (const host of [`rebound.example:${port}`, '127.0.0.1.evil.example', 'user@127.0.0.1'])
      assert.equal(await get({ host }), 403, host)
  })

  test(
    'is out of reach for a page that hides where it comes from, in a real browser',
    { skip: !chromium && 'there is no Chromium' },
    async (t) => {
      // Other browsers, and older ones, do not ask before a page talks to this machine.
      const page = await startChromium('--disable-features=LocalNetworkAccessChecks')
      t.after(() => page.close())
      const invocations = () => sample.backend.services.functions.invocations().length
      const before = invocations()
      const targets = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
      // What lets everybody in, to see that the browser itself would let the page ask.
      const open = createServer((_, response) => {
        response.setHeader('access-control-allow-origin', '*').end()
      })
      t.after(() => open.close())
      await once(open.listen(0, '127.0.0.1'), 'listening')
      const control = `http://127.0.0.1:${(open.address() as AddressInfo).port}`
      await page.open('data:text/html,<iframe name=hidden></iframe>')
      const said = await page.run<string[]>(`(async () => {
        const said = []
        await fetch('${control}').then(() => said.push('control'))
        for (const target of ${JSON.stringify(targets)}) {
          for (const path of ['/mailbox', '/page/api/users', '/graphql', '/'])
            await fetch(target + path).then(() => said.push('read ' + path)).catch(() => 0)
          const acts = ['/schedules/nightly', '/lambda/2015-03-31/functions/nightly/invocations',
            '/page/api/fire']
          for (const path of acts) {
            await fetch(target + path, { method: 'POST', mode: 'no-cors', body: '{"name":"nightly"}' })
              .catch(() => 0)
            const form = document.createElement('form')
            Object.assign(form, { action: target + path, method: 'post', target: 'hidden' })
            document.body.append(form)
            form.submit()
          }
          for (const path of ['/graphql/realtime', '/event/realtime']) {
            const socket = new WebSocket(target.replace('http', 'ws') + path, ['graphql-ws'])
            await new Promise((done) => { socket.onopen = () => done(said.push('opened ' + path)); socket.onerror = done })
          }
        }
        await new Promise((tick) => setTimeout(tick, 300))
        return said
      })()`)
      assert.deepEqual(said, ['control'])
      assert.equal(invocations(), before)
    },
  )

  test('says what it does not know', async () => {
    const response = await fetch(`${sample.url}/nowhere`)
    assert.equal(response.status, 404)
    assert.match(((await response.json()) as { message: string }).message, /nothing at \/nowhere/)
  })

  test('names the service that is not available', async () => {
    const url = 'https://translate.us-east-1.amazonaws.com/'
    const response = await fetch(url, { method: 'POST', body: '{}' })
    assert.equal(response.status, 501)
    const { message } = (await response.json()) as { message: string }
    assert.match(message, /^translate.us-east-1.amazonaws.com is not available locally/)
  })
})

describe('IAM', () => {
  const policies = (...Statement: object[]) => {
    const properties = { Roles: ['role'], PolicyDocument: { Statement } }
    const of = (type: string) => (type === 'AWS::IAM::Policy' ? [{ properties }] : [])
    return createIam({ of } as unknown as Parameters<typeof createIam>[0])
  }
  const who = { role: 'role', identityId: 'us-east-1:me' }
  const may = (iam: ReturnType<typeof createIam>, resource: string, context = {}) =>
    iam.allows(who, 's3:GetObject', `arn:aws:s3:::b/${resource}`, context)
  const allow = (Resource: string, rest = {}) => ({
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: `arn:aws:s3:::b/${Resource}`,
    ...rest,
  })

  test('allows nothing without a policy', () => {
    assert.equal(may(policies(), 'x'), false)
    assert.equal(createIam(sample.assembly).allows({ role: 'unknown' }, 's3:GetObject', '*'), false)
  })

  test('matches wildcards, variables and whole names', () => {
    const iam = policies(allow('own/${cognito-identity.amazonaws.com:sub}/*'), allow('a?c'))
    assert.equal(may(iam, 'own/us-east-1:me/deep/file'), true)
    assert.equal(may(iam, 'own/us-east-1:you/file'), false)
    assert.equal(may(iam, 'abc'), true)
    assert.equal(may(iam, 'abbc'), false)
    assert.equal(may(iam, 'xabc'), false)
  })

  test('lets a denial win', () => {
    const iam = policies(allow('*'), allow('secret/*', { Effect: 'Deny' }))
    assert.equal(may(iam, 'open'), true)
    assert.equal(may(iam, 'secret/plan'), false)
  })

  test('evaluates conditions, and names those that it does not know', () => {
    const iam = policies(allow('*', { Condition: { StringLike: { 's3:prefix': ['a/*', 'a/'] } } }))
    assert.equal(may(iam, 'x', { 's3:prefix': 'a/b' }), true)
    assert.equal(may(iam, 'x', { 's3:prefix': 'b/' }), false)
    assert.equal(may(iam, 'x'), false)
    const odd = policies(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }))
    assert.equal(may(odd, 'x'), false)
    assert.match(odd.missing().join(), /condition IpAddress/)
  })
})

describe('a phone in the network', () => {
  // Of this machine's own, like 127.0.0.1, and like an address in a network none that it listens on by itself.
  const address = '127.0.0.2'
  const opened = new URL(sample.url)
  opened.hostname = address
  let url = ''

  const status = (path: string, host = opened.host, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const call = request({ host: address, port, path, headers: { host, ...headers } })
      call.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject)
      call.end()
    })

  test('finds nothing before somebody opens it', async () => {
    await assert.rejects(status('/graphql'), { code: 'ECONNREFUSED' })
    url = await sample.server.openTo(address)
    assert.match(url, new RegExp(`^http://${address}:${port}/[\\w-]{22}$`))
  })

  test('calls what the app calls, by the key in its address', async () => {
    const body = JSON.stringify({ query: '{ listProjects { items { id } } }' })
    const ask = (from: string, authorization: string) =>
      fetch(`${from}/graphql`, { method: 'POST', headers: { authorization }, body })
    const answer = await ask(url, ada.token)
    assert.equal(answer.status, 200)
    assert.deepEqual(await answer.json(), await (await ask(sample.url, ada.token)).json())
    assert.equal((await ask(url, 'not-a-token')).status, 401)
    // What it signs is the address that it knows, of this machine alone.
    await ada.signIn()
    const { credentials } = await fetchAuthSession()
    const headers = signedHeaders(credentials!, {
      url: `${sample.url}/graphql`,
      service: 'appsync',
      body,
    })
    delete headers.host
    const signed = (from: string) => fetch(`${from}/graphql`, { method: 'POST', headers, body })
    const [here, there] = await Promise.all([signed(sample.url), signed(url)])
    assert.deepEqual([here.status, there.status], [200, 200])
    assert.equal(await handshake(ada.token, url), 'connection_ack')
    await assert.rejects(handshake(ada.token, url.slice(0, -1)))
  })

  test('without the key gets no answer, whatever else it says', async () => {
    const { pathname: key } = new URL(url)
    const wrong = [
      key.slice(0, -1),
      `${key}A`,
      key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    ]
    for (const path of [
      '',
      '/graphql',
      '/cognito-idp',
      '/redirect.js',
      '/page/page.js',
      '/mailbox',
    ]) {
      for (const before of ['', '/', '/é', ...wrong].map(encodeURI)) {
        assert.equal(await status(`${before}${path}` || '/'), 403, `${before}${path}`)
      }
    }
    for (const host of ['127.0.0.1', `localhost:${port}`, `10.0.2.2:${port}`, 'rebound.example']) {
      assert.equal(await status('/graphql', host), 403, host)
      assert.equal(await status(`${key}/redirect.js`, host), 403, host)
    }
    assert.equal(
      await status(`${key}/redirect.js`, opened.host, { origin: 'https://evil.example' }),
      403,
    )
    assert.equal(await status(`${key}/redirect.js`), 200)
  })

  test('sees neither the page nor the mailbox, and starts no function', async () => {
    const { pathname: key } = new URL(url)
    for (const path of [
      '/',
      '/page/page.js',
      '/page/api/mailbox',
      '/mailbox',
      '/schedules/nightly',
      '/lambda/x',
    ])
      assert.equal(await status(`${key}${path}`), 404, path)
  })

  test('needs no HTTP/2', async () => {
    const socket = connect(Number(port), address)
    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
    const [said] = (await once(socket, 'data')) as [Buffer]
    assert.match(String(said), /^HTTP\/1\.1 400/)
    socket.destroy()
  })
})
