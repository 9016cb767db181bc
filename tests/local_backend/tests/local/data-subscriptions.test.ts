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

describe('an argument', () => {
  const ping = (args: object) => client.mutations.ping(args, as(ada))
  /** Which levels arrive at a subscription, of pings of which the last is for everybody. */
  const heard = async (subscription: string, pings: object[], variables?: object) => {
    const last = await listen(client.subscriptions.onPing({ level: 99 }, as(ada)))
    const query = `subscription ${subscription} { level ratio kind tags } }`
    const source = client.graphql({ query, variables: { ...variables }, ...as(ada) })
    const some = await listen(
      source as unknown as Observable<{ data: { onPing: { level: number } } }>,
    )
    const end = last.next()
    for (const one of [...pings, { level: 99 }]) await ping(one)
    await end
    last.stop()
    some.stop()
    return some.events.map(({ data }) => data.onPing.level).filter((level) => level !== 99)
  }
  const pings = [
    { level: 3, ratio: 0.5, kind: 'RARE', tags: ['a', 'b'] },
    { level: 4, ratio: 2, kind: 'COMMON', tags: [] },
    { level: 5 },
  ]

  test('selects events by its value, literal or variable, of any type', async () => {
    const cases: [subscription: string, levels: number[], variables?: object][] = [
      ['{ onPing', [3, 4, 5]],
      ['{ onPing(level: 3)', [3]],
      ['($level: Int) { onPing(level: $level)', [4], { level: 4 }],
      ['($level: Int = 5) { onPing(level: $level)', [5]],
      ['($level: Int) { onPing(level: $level)', [3, 4, 5]],
      ['{ onPing(ratio: 0.5)', [3]],
      ['{ onPing(ratio: 2)', [4]],
      ['{ onPing(kind: RARE)', [3]],
      ['($kind: Kind) { onPing(kind: $kind)', [4], { kind: 'COMMON' }],
      ['{ onPing(tags: ["a", "b"])', [3]],
      ['{ onPing(kind: null)', [5]],
      ['{ onPing(level: 3, kind: COMMON)', []],
    ]
    for (const [subscription, levels, variables] of cases) {
      assert.deepEqual(await heard(subscription, pings, variables), levels, subscription)
    }
  })

  test('of a handler is its own: its filter decides', async () => {
    const cases: [filter: object, levels: number[]][] = [
      [{ level: { eq: 3 } }, [3]],
      [{ level: { ne: 3 } }, [4, 5]],
      [{ level: { gt: 3, lt: 5 } }, [4]],
      [{ level: { ge: 4 } }, [4, 5]],
      [{ level: { le: 4 } }, [3, 4]],
      [{ level: { between: [3, 4] } }, [3, 4]],
      [{ level: { in: [3, 5] } }, [3, 5]],
      [{ level: { notIn: [3, 99] } }, [4, 5]],
      [{ kind: { beginsWith: 'RA' } }, [3]],
      [{ kind: { contains: 'OMM' } }, [4]],
      [{ kind: { eq: null } }, [5]],
      [{ tags: { contains: 'a' } }, [3]],
      [{ tags: { containsAny: ['x', 'b'] } }, [3]],
      [{ tags: { notContains: 'a' } }, [4, 5]],
      [{ or: [{ level: { eq: 5 } }, { kind: { eq: 'RARE' } }] }, [3, 5]],
      [{ and: [{ level: { gt: 3 } }, { ratio: { gt: 1 } }] }, [4]],
      [{ and: null, or: null, level: null }, [3, 4, 5]],
      [
        {
          filterGroup: [
            { filters: [{ fieldName: 'level', operator: 'eq', value: 5 }] },
            {
              filters: [
                { fieldName: 'kind', operator: 'in', value: ['RARE', 'COMMON'] },
                { fieldName: 'ratio', operator: 'lt', value: 1 },
              ],
            },
          ],
        },
        [3, 5],
      ],
    ]
    for (const [filter, levels] of cases) {
      const given = JSON.stringify(JSON.stringify(filter))
      assert.deepEqual(await heard(`{ onPing(filter: ${given})`, pings), levels, given)
    }
  })
})

test('a filter that AppSync does not know is refused when the subscription starts', async () => {
  for (const filter of [{ level: { near: 3 } }, { level: { in: [1, 2, 3, 4, 5, 6] } }]) {
    const args = { filter: JSON.stringify(filter) }
    const { failed } = collect(client.subscriptions.onPing(args, as(ada)))
    assert.match(JSON.stringify(await failed), /near|at most 5/)
  }
})

test('a subscriber without rules in its filter takes nothing from the others', async () => {
  const filter = { and: null, or: null, title: null }
  const one = await listen(models.Task.onCreate({ filter: filter as object, ...as(ada) }))
  const other = await listen(models.Task.onCreate(as(ada)))
  const [atOne, atOther] = [one.next(), other.next()]
  const { errors } = await models.Task.create({ title: 'for both' }, as(ada))
  assert.equal(errors, undefined)
  assert.deepEqual([(await atOne).title, (await atOther).title], ['for both', 'for both'])
  one.stop()
  other.stop()
})

// The last one, because aws-amplify waits for seconds after a refusal before it connects again.
test('a subscription is refused to whom no rule names', async () => {
  const posters = collect(models.Project.onCreate({ authMode: 'apiKey' }))
  assert.match(JSON.stringify(await posters.failed), /Not Authorized|Unauthorized/)
})
