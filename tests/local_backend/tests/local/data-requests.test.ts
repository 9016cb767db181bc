// What the APIs for data and events answer to requests that aws-amplify would not send.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { joined, startSample, type Person } from './support.ts'

const sample = await startSample()
let ada: Person
before(async () => {
  ada = await joined(sample, 'ada')
})

type Answer = {
  data?: Record<string, unknown> | null
  errors?: { errorType?: string; message: string; path?: unknown; locations?: unknown }[]
}

async function post(body: unknown, path = '/graphql') {
  const response = await fetch(sample.url + path, {
    method: 'POST',
    headers: { authorization: ada.token },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as Answer) }
}

type Frame = {
  type: string
  id?: string
  payload?: Answer
  errors?: Answer['errors']
  event?: string
}

/** A socket without aws-amplify; `ask` gives the next frame that is no keep-alive. */
async function open(path: string, protocols: string[], header?: object) {
  const encoded = header && Buffer.from(JSON.stringify(header)).toString('base64url')
  const offered = [...protocols, ...(encoded ? [`header-${encoded}`] : [])]
  const socket = new WebSocket(sample.url.replace('http', 'ws') + path, offered)
  const frames: Frame[] = []
  const waiting: ((frame: Frame) => void)[] = []
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame = JSON.parse(data) as Frame
    const next = waiting.shift()
    if (next) next(frame)
    else frames.push(frame)
  }
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code)
  })
  await new Promise((resolve) => (socket.onopen = resolve))
  const next = () => {
    const frame = frames.shift()
    return frame ? Promise.resolve(frame) : new Promise<Frame>((resolve) => waiting.push(resolve))
  }
  const send = (frame: unknown) =>
    socket.send(typeof frame === 'string' || frame instanceof Blob ? frame : JSON.stringify(frame))
  const ask = (frame: unknown) => {
    send(frame)
    return next()
  }
  return { ask, send, next, closed, close: () => socket.close() }
}
const openData = (header: object = { Authorization: ada.token }) =>
  open('/graphql/realtime', ['graphql-ws'], header)
const openEvents = (header: object = { Authorization: ada.token }) =>
  open('/event/realtime', ['aws-appsync-event-ws'], header)

const start = (id: string, query: string, variables?: object) => ({
  id,
  type: 'start',
  payload: {
    data: JSON.stringify({ query, variables }),
    extensions: { authorization: { Authorization: ada.token } },
  },
})
const failureOf = ({ payload, errors }: Frame) => (payload?.errors ?? errors)?.[0]?.errorType

describe('POST /graphql', () => {
  test('takes an object with a query, and nothing else', async () => {
    const wrong = ['meow', '[]', 'null', '3', '{}', { query: 3 }, { query: '{ a', variables: {} }]
    for (const body of [
      '',
      ...wrong,
      { query: '{ __typename }', variables: [1] },
      { query: '{ __typename }', variables: 'x' },
      { query: '{ __typename }', operationName: 3 },
    ]) {
      const { status, errors } = await post(body)
      const told = JSON.stringify(body)
      assert.deepEqual(
        [status, errors?.[0]?.errorType],
        [400, 'MalformedHttpRequestException'],
        told,
      )
    }
    assert.deepEqual((await post({ query: '{ __typename }', variables: null })).data, {
      __typename: 'Query',
    })
  })

  test('takes a megabyte, as AppSync does', async () => {
    const text = 'x'.repeat(1 << 20)
    for (const path of ['/graphql', '/event']) {
      const { status, errors } = await post(
        { query: text, channel: 'default/x', events: [text] },
        path,
      )
      const [error] = errors ?? []
      assert.deepEqual([status, error?.errorType], [413, 'RequestEntityTooLargeException'], path)
    }
    assert.equal((await post({ query: '{ __typename }' })).status, 200)
  })

  test('survives queries of any depth', async () => {
    const { status, errors } = await post({ query: '{a'.repeat(10_000) + '}'.repeat(10_000) })
    assert.deepEqual([status, errors?.[0]?.errorType], [400, 'MalformedHttpRequestException'])
    const values = `{ getTask(id: ${'['.repeat(50_000)}${']'.repeat(50_000)}) { id } }`
    assert.equal((await post({ query: values })).status, 400)
  })

  test('says what is wrong with a query, and where', async () => {
    const { status, data, errors } = await post({ query: '{ nothing }' })
    assert.deepEqual([status, data, errors?.[0]?.path], [200, null, null])
    assert.deepEqual(errors?.[0]?.locations, [{ line: 1, column: 3, sourceName: null }])
    const query = 'query ($id: ID!) { getTask(id: $id) { id } }'
    for (const variables of [{}, { id: null }, { id: {} }, null]) {
      const wrong = await post({ query, variables })
      assert.deepEqual([wrong.status, wrong.data], [200, null])
      assert.match(wrong.errors?.[0]?.message ?? '', /\$?id/)
    }
  })

  test('runs the operation that is named', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }'
    assert.deepEqual((await post({ query, operationName: 'B' })).data, { b: 'Query' })
    for (const operationName of ['C', undefined, '']) {
      const { data, errors } = await post({ query, operationName })
      assert.equal(data, null)
      assert.match(errors?.[0]?.message ?? '', /operation/i)
    }
  })

  test('knows aliases, fragments and directives, and runs mutations in order', async () => {
    const query = `
      mutation ($skip: Boolean!) {
        first: createTask(input: { title: "one" }) { ...Parts }
        ... on Mutation { second: createTask(input: { title: "two" }) { ...Parts } }
        third: createTask(input: { title: "three" }) @skip(if: $skip) { id }
      }
      fragment Parts on Task { kind: __typename title createdAt @include(if: true) }`
    const { data } = await post({ query, variables: { skip: true } })
    const [first, second] = [data?.first, data?.second] as Record<string, string>[]
    assert.deepEqual([first?.title, second?.title], ['one', 'two'])
    assert.equal(first?.kind, 'Task')
    assert.ok((first?.createdAt ?? '') <= (second?.createdAt ?? ''))
    assert.equal('third' in (data ?? {}), false)
  })

  test('describes its schema', async () => {
    const { data } = await post({ query: '{ __type(name: "Task") { fields { name } } }' })
    assert.match(JSON.stringify(data), /"title"/)
  })

  test('refuses subscriptions', async () => {
    const { status, errors } = await post({ query: 'subscription { onCreateTask { id } }' })
    assert.deepEqual([status, errors?.[0]?.errorType], [400, 'BadRequestException'])
  })
})

const noMessages = [
  'meow',
  'null',
  '3',
  '[]',
  '{}',
  '{"type":3}',
  '{"type":"start","id":{}}',
  new Blob(['x']),
]

describe('the socket of subscriptions', () => {
  test('answers frames that are no messages, and goes on', async () => {
    const { ask, close } = await openData()
    assert.equal((await ask({ type: 'connection_init' })).type, 'connection_ack')
    for (const frame of [
      ...noMessages,
      { type: 'meow' },
      { type: 'start' },
      { type: 'start', id: '1' },
      { type: 'start', id: '1', payload: null },
      { type: 'start', id: '1', payload: { data: 3 } },
    ]) {
      const answer = await ask(frame)
      const told = JSON.stringify(frame)
      assert.deepEqual([answer.type, failureOf(answer)], ['error', 'UnsupportedOperation'], told)
    }
    const noJson = await ask({ type: 'start', id: '1', payload: { data: '{' } })
    assert.equal(noJson.type, 'error')
    assert.equal((await ask(start('1', 'subscription { onCreateTask { id } }'))).type, 'start_ack')
    close()
  })

  test('runs no queries and mutations', async () => {
    const { ask, close } = await openData()
    const mutation = start('1', 'mutation { createTask(input: { title: "by socket" }) { id } }')
    for (const frame of [mutation, start('2', '{ listTasks { items { id } } }')]) {
      assert.equal(failureOf(await ask(frame)), 'UnsupportedOperation')
    }
    const filter = '{ title: { eq: "by socket" } }'
    const { data } = await post({ query: `{ listTasks(filter: ${filter}) { items { id } } }` })
    assert.deepEqual(data?.listTasks, { items: [] })
    close()
  })

  test('counts subscriptions, and knows each by its id', async () => {
    const { ask, close } = await openData()
    const subscribe = (id: string) => ask(start(id, 'subscription { onCreateTask { id } }'))
    for (let n = 0; n < 100; n++) assert.equal((await subscribe(String(n))).type, 'start_ack')
    assert.equal(failureOf(await subscribe('7')), 'DuplicatedOperationError')
    assert.equal(failureOf(await subscribe('100')), 'MaxSubscriptionsReachedError')
    assert.equal((await ask({ type: 'stop', id: '7' })).type, 'complete')
    assert.equal(failureOf(await ask({ type: 'stop', id: '7' })), 'UnknownOperationError')
    assert.equal((await subscribe('7')).type, 'start_ack')
    close()
  })

  test('refuses a connection whose headers or protocol are wrong', async () => {
    const wrong = ['?header=x', '?header=bnVsbA==', '?header=eyJhIjp7fX0=']
    for (const query of wrong) {
      const { next, closed } = await open(`/graphql/realtime${query}`, ['graphql-ws'])
      const { type, payload } = await next()
      assert.equal(type, 'connection_error')
      assert.equal(payload?.errors?.[0]?.errorType, 'BadRequestException')
      await closed
    }
    const { next, closed } = await open('/graphql/realtime', [])
    assert.equal(failureOf(await next()), 'NoProtocolError')
    await closed
    const stranger = await openData({ Authorization: 'x' })
    assert.equal((await stranger.ask({ type: 'connection_init' })).type, 'connection_error')
    await stranger.closed
  })

  test('ends a connection whose message is too large, and no other', async () => {
    const other = await openData()
    const large = await openData()
    large.send('x'.repeat(2_000_000))
    assert.equal(await large.closed, 1009)
    assert.equal((await other.ask({ type: 'connection_init' })).type, 'connection_ack')
    assert.match(sample.lines.join('\n'), /Max payload size exceeded/)
    other.close()
  })
})

describe('the socket of events', () => {
  const authorization = () => ({ Authorization: ada.token })

  test('answers frames that are no messages, and goes on', async () => {
    const { ask, close } = await openEvents()
    assert.equal((await ask({ type: 'connection_init' })).type, 'connection_ack')
    for (const frame of [...noMessages, { type: 'meow', id: '1' }]) {
      assert.equal(failureOf(await ask(frame)), 'UnsupportedOperation', JSON.stringify(frame))
    }
    const id = '1'
    for (const frame of [
      { type: 'subscribe', id },
      { type: 'subscribe', id, channel: 3, authorization: authorization() },
      { type: 'subscribe', id, channel: '/default/*/x', authorization: authorization() },
      { type: 'publish', id, channel: '/default/x', authorization: 'x' },
      { type: 'publish', id, channel: '/default/x', events: 'x', authorization: authorization() },
      { type: 'publish', id, channel: '/default/x', events: [{}], authorization: authorization() },
      { type: 'publish', id, channel: '/default/x', events: ['{'], authorization: authorization() },
    ]) {
      const answer = await ask(frame)
      assert.equal(answer.type, `${frame.type}_error`)
      assert.equal(failureOf(answer), 'BadRequestException', JSON.stringify(frame))
    }
    close()
  })

  test('counts subscriptions, and knows each by its id', async () => {
    const { ask, close } = await openEvents()
    const subscribe = (id: string) =>
      ask({ type: 'subscribe', id, channel: '/default/x', authorization: authorization() })
    assert.equal((await subscribe('1')).type, 'subscribe_success')
    assert.equal(failureOf(await subscribe('1')), 'DuplicatedOperationError')
    assert.equal((await ask({ type: 'unsubscribe', id: '1' })).type, 'unsubscribe_success')
    assert.equal(failureOf(await ask({ type: 'unsubscribe', id: '1' })), 'UnknownOperationError')
    close()
  })

  test('POST /event takes a channel and events, and nothing else', async () => {
    for (const body of ['', 'meow', 'null', '[]', '3', { channel: '/default/x', events: [3] }]) {
      const { status, errors } = await post(body, '/event')
      assert.deepEqual([status, errors?.[0]?.errorType], [400, 'BadRequestException'])
    }
  })
})
