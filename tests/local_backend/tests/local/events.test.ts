// AppSync Events: who hears what, over WebSocket and HTTP.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { events } from 'aws-amplify/data'
import { becomeGuest, joined, startSample, type Person } from './support.ts'

const sample = await startSample()
let ada: Person, ben: Person
before(async () => {
  ada = await joined(sample, 'ada')
  ben = await joined(sample, 'ben')
})

type Options = Parameters<typeof events.connect>[1]
const as = ({ token }: Person): Options => ({ authMode: 'userPool', authToken: token })
const key: Options = { authMode: 'apiKey' }
const guest: Options = { authMode: 'iam' }

/** Listens to a channel, and collects what arrives there once that has begun. */
async function listen(channel: string, options: Options) {
  const open = await events.connect(channel, options)
  const heard: unknown[] = []
  const failed = Promise.withResolvers<unknown>()
  open.subscribe({ next: ({ event }) => heard.push(event), error: failed.resolve }, options)
  await settled()
  return { heard, failed: failed.promise, open }
}

/** Until everything that is under way has arrived. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300))

const refused = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => assert.fail('was accepted'),
    (reason: unknown) => reason,
  )
  return (error as { name: string }).name
}

describe('what one person publishes', () => {
  test('reaches whoever listens to the channel, or to all of its namespace', async () => {
    const [room, other, all] = [
      await listen('/default/room', as(ben)),
      await listen('/default/other', as(ben)),
      await listen('/default/*', as(ben)),
    ]
    await events.post('/default/room', [{ n: 1 }, 'two'], as(ada))
    await settled()
    assert.deepEqual(room.heard, [{ n: 1 }, 'two'])
    assert.deepEqual(other.heard, [])
    assert.deepEqual(all.heard, [{ n: 1 }, 'two'])
  })

  test('travels over the socket as well', async () => {
    const { heard, open } = await listen('default/socket', as(ada))
    await open.publish({ by: 'socket' }, as(ada))
    await settled()
    assert.deepEqual(heard, [{ by: 'socket' }])
  })

  test('reaches nobody who has stopped listening', async () => {
    const open = await events.connect('/default/quiet', as(ben))
    const heard: unknown[] = []
    const subscription = open.subscribe({ next: (event) => heard.push(event), error() {} })
    await settled()
    subscription.unsubscribe()
    await events.post('/default/quiet', 'too late', as(ada))
    await settled()
    assert.deepEqual(heard, [])
  })

  test('goes to one channel of a namespace that exists, with five events at most', async () => {
    assert.equal(await refused(events.post('/nowhere/room', 'x', as(ada))), 'BadRequestException')
    assert.equal(await refused(events.post('/default/*', 'x', as(ada))), 'BadRequestException')
    const six = Array.from({ length: 6 }, () => 'x')
    assert.equal(await refused(events.post('/default/room', six, as(ada))), 'BadRequestException')
  })
})

describe('nobody may do more than the API allows', () => {
  test('guests listen, by the policy of their role, and publish nothing', async () => {
    await becomeGuest()
    const { heard } = await listen('/default/room', guest)
    assert.equal(await refused(events.post('/default/room', 'x', guest)), 'UnauthorizedException')
    await ada.signIn()
    await events.post('/default/room', 'for all', as(ada))
    await settled()
    assert.deepEqual(heard, ['for all'])
  })

  test('signed-in people have no such policy, so that they come with their token', async () => {
    assert.equal(await refused(events.post('/default/room', 'x', guest)), 'UnauthorizedException')
  })

  test('a namespace has modes of its own', async () => {
    const { heard } = await listen('/open/room', key)
    await events.post('/open/room', 'with the key', key)
    await settled()
    assert.deepEqual(heard, ['with the key'])
    assert.equal(await refused(events.post('/open/room', 'x', as(ada))), 'UnauthorizedException')
    assert.equal(await refused(events.post('/default/room', 'x', key)), 'UnauthorizedException')
    const { failed } = await listen('/default/room', key)
    assert.match(JSON.stringify(await failed), /UnauthorizedException/)
  })

  test('the key of the data is not that of the events', async () => {
    const { data } = sample.outputs as { data: { api_key: string } }
    const call = (headers: Record<string, string>) =>
      fetch(`${sample.url}/event`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ channel: '/open/room', events: ['1'] }),
      })
    assert.equal((await call({ 'x-api-key': data.api_key })).status, 401)
    assert.equal((await call({})).status, 401)
  })
})
