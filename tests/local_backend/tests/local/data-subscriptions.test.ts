// Live updates: what reaches a subscriber, and what must not.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import { Hub } from 'aws-amplify/utils'
import type { Observable } from 'rxjs'
import type { Schema } from '../../amplify/data/resource.ts'
import { joined, startSample, type Person } from './support.ts'

const sample = await startSample()
const client = generateClient<Schema>()
const { models } = client
let ada: Person, ben: Person, admin: Person
before(async () => {
  ada = await joined(sample, 'ada')
  ben = await joined(sample, 'ben')
  admin = await joined(sample, 'admin', 'ADMINS')
})

const as = ({ token }: Person) => ({ authMode: 'userPool' as const, authToken: token })
/** Collects events; `next` promises the next one. */
function collect<T>(source: Observable<T>) {
  const events: T[] = []
  const waiting: ((value: T) => void)[] = []
  const failed = Promise.withResolvers<unknown>()
  const subscription = source.subscribe({
    next(value) {
      events.push(value)
      waiting.shift()?.(value)
    },
    error: (error) => failed.resolve(error),
  })
  return {
    events,
    failed: failed.promise,
    next: () => new Promise<T>((resolve) => waiting.push(resolve)),
    stop: () => subscription.unsubscribe(),
  }
}

/** Subscribes and waits for AppSync's acknowledgement. */
async function listen<T>(source: Observable<T>) {
  const acknowledged = Promise.withResolvers<void>()
  const stop = Hub.listen('api', ({ payload }) => {
    if (payload.event === 'Subscription ack') acknowledged.resolve()
  })
  const collected = collect(source)
  await acknowledged.promise
  stop()
  return collected
}

describe('a subscription to a model', () => {
  test('brings the owner create, update and delete events', async () => {
    const created = await listen(models.Project.onCreate(as(ada)))
    const updated = await listen(models.Project.onUpdate(as(ada)))
    const deleted = await listen(models.Project.onDelete(as(ada)))

    const [creation, update, deletion] = [created.next(), updated.next(), deleted.next()]
    const { data } = await models.Project.create({ name: 'Live', status: 'OPEN' }, as(ada))
    const id = data?.id ?? ''
    assert.equal((await creation).name, 'Live')
    await models.Project.update({ id, name: 'Alive' }, as(ada))
    assert.equal((await update).name, 'Alive')
    await models.Project.delete({ id }, as(ada))
    assert.equal((await deletion).id, id)
    for (const one of [created, updated, deleted]) one.stop()
  })

  test('keeps events from everybody else', async () => {
    const mine = await listen(models.Project.onCreate(as(ada)))
    const theirs = await listen(models.Project.onCreate(as(ben)))
    const supervisors = await listen(models.Project.onCreate(as(admin)))
    // Events travel in order, so that Ada's would have reached Ben before his own.
    const [forAda, forBen, forAdmin] = [mine.next(), theirs.next(), supervisors.next()]
    await models.Project.create({ name: 'Adas' }, as(ada))
    await models.Project.create({ name: 'Bens' }, as(ben))
    assert.equal((await forAda).name, 'Adas')
    assert.equal((await forBen).name, 'Bens')
    assert.equal((await forAdmin).name, 'Adas')
    assert.deepEqual(
      [mine.events.map(({ name }) => name), theirs.events.map(({ name }) => name)],
      [['Adas'], ['Bens']],
    )
    assert.equal(supervisors.events.length, 2)
    for (const one of [mine, theirs, supervisors]) one.stop()
  })

  test('follows its filter', async () => {
    const filter = { title: { beginsWith: 'urgent' } }
    const urgent = await listen(models.Task.onCreate({ filter, ...as(ada) }))
    const next = urgent.next()
    await models.Task.create({ title: 'later' }, as(ada))
    await models.Task.create({ title: 'urgent: now' }, as(ada))
    assert.equal((await next).title, 'urgent: now')
    assert.equal(urgent.events.length, 1)
    urgent.stop()
  })

  test('never carries a protected field', async () => {
    const profiles = await listen(models.Profile.onCreate(as(ben)))
    const next = profiles.next()
    await models.Profile.create({ nickname: 'Countess', salary: 300 }, as(ada))
    const { nickname, salary } = await next
    assert.deepEqual([nickname, salary], ['Countess', null])
    profiles.stop()
  })

  test('goes on when the backend is reloaded', async () => {
    const created = await listen(models.Project.onCreate(as(ada)))
    await sample.backend.reload(sample.assembly)
    const next = created.next()
    await models.Project.create({ name: 'After' }, as(ada))
    assert.equal((await next).name, 'After')
    created.stop()
  })

  test('ends when it is cancelled', async () => {
    const stopped = await listen(models.Task.onCreate(as(ada)))
    const other = await listen(models.Task.onCreate(as(ada)))
    stopped.stop()
    const next = other.next()
    await models.Task.create({ title: 'unheard' }, as(ada))
    await next
    assert.equal(stopped.events.length, 0)
    other.stop()
  })
})

describe('observeQuery', () => {
  test('lists what there is, then follows', async () => {
    const { data } = await models.Letter.create({ text: 'First' }, as(ada))
    const query = collect(models.Letter.observeQuery(as(ada)))
    let snapshot = await query.next()
    while (!snapshot.isSynced) snapshot = await query.next()
    assert.deepEqual(
      snapshot.items.map(({ text }) => text),
      ['First'],
    )
    const next = query.next()
    await models.Letter.update({ id: data?.id ?? '', text: 'Edited' }, as(ada))
    assert.equal((await next).items[0]?.text, 'Edited')
    query.stop()
  })
})

describe('a custom subscription', () => {
  test('brings what its mutation answers, to other authorization modes as well', async () => {
    const messages = await listen(client.subscriptions.onMessage({}, { authMode: 'apiKey' }))
    const next = messages.next()
    await client.mutations.publish({ channel: 'news', text: 'Hear!' }, as(ada))
    const { channel, text } = await next
    assert.deepEqual({ channel, text }, { channel: 'news', text: 'Hear!' })
    messages.stop()
  })

  test('follows the filter that its handler sets', async () => {
    const messages = await listen(client.subscriptions.onMessage({ prefix: 'sport' }, as(ada)))
    const next = messages.next()
    await client.mutations.publish({ channel: 'news', text: 'no' }, as(ada))
    await client.mutations.publish({ channel: 'sports', text: 'yes' }, as(ada))
    assert.equal((await next).text, 'yes')
    assert.equal(messages.events.length, 1)
    messages.stop()
  })
})

// The last one, because aws-amplify waits for seconds after a refusal before it connects again.
test('a subscription is refused to whom no rule names', async () => {
  const posters = collect(models.Project.onCreate({ authMode: 'apiKey' }))
  assert.match(JSON.stringify(await posters.failed), /Not Authorized|Unauthorized/)
})
