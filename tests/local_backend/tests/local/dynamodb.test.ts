// Tables: the requests that JavaScript handlers write.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { dataSources } from '../../local/services/appsync-data-sources.ts'
import * as ddb from '../../local/services/appsync-utils-dynamodb.ts'
import type { Bedrock } from '../../local/services/bedrock.ts'
import { createGate } from '../../local/services/gate.ts'
import { createTables } from '../../local/services/dynamodb.ts'
import { openStore } from '../../local/services/store.ts'
import type { Assembly, Functions } from '../../local/services/types.ts'

const home = await mkdtemp(join(tmpdir(), 'tables-'))
const attribute = (attributeName: string, attributeType: string) => ({
  attributeName,
  attributeType,
})
const table = (properties: object = {}) => ({
  tableName: 'Shelf',
  attributeDefinitions: [attribute('room', 'S'), attribute('number', 'N')],
  keySchema: [
    { attributeName: 'room', keyType: 'HASH' },
    { attributeName: 'number', keyType: 'RANGE' },
  ],
  ...properties,
})
const source = {
  Name: 'Shelf',
  Type: 'AMAZON_DYNAMODB',
  DynamoDBConfig: { TableName: 'Shelf' },
  ServiceRoleArn: 'arn:aws:iam::123456789012:role/shelf',
}

/** An assembly with one table and its data source. */
function assembly(properties?: object): Assembly {
  const resources: Record<string, object[]> = {
    'Custom::AmplifyDynamoDBTable': [table(properties)],
    'AWS::AppSync::DataSource': [source, { Name: 'Web', Type: 'HTTP' }],
  }
  return {
    placeholders: { region: 'us-east-1', account: '123456789012' },
    of: (type: string) => (resources[type] ?? []).map((one) => ({ properties: one })),
  } as unknown as Assembly
}

const store = openStore(home)
const gate = createGate({
  iam: () => ({ missing: () => [], allows: ({ role }) => role === 'shelf' }),
  credentials: () => undefined,
  region: () => 'us-east-1',
})
const tables = await createTables({ assembly: assembly(), store, gate })
after(async () => {
  await tables.close()
  await rm(home, { recursive: true })
})

const services = { tables, gate, functions: {} as Functions, bedrock: {} as Bedrock }
const sources = dataSources(assembly(), services)
const ask = async (request: object, name = 'Shelf') => sources.get(name)?.(request)
type Page = { items: { number: number }[]; nextToken: string | null }
const key = (number: number, room = 'A') => ({ room, number })

describe('a JavaScript handler', () => {
  test('puts, gets and removes items', async () => {
    await ask(ddb.put({ key: key(1), item: { title: 'Notes', pages: 10, tags: ['a'] } }))
    const item = { ...key(1), title: 'Notes', pages: 10, tags: ['a'] }
    assert.deepEqual(await ask(ddb.get({ key: key(1) })), item)
    assert.deepEqual(await ask(ddb.remove({ key: key(1) })), item)
    assert.equal(await ask(ddb.get({ key: key(1) })), null)
  })

  test('changes items by value and by operation', async () => {
    const { increment, decrement, append, prepend, remove, add } = ddb.operations
    await ask(ddb.put({ key: key(2), item: { title: 'Old', pages: 10, tags: ['b'], gone: 1 } }))
    const update = { title: 'New', pages: increment(5), left: decrement(2), tags: append(['c']) }
    await ask(ddb.update({ key: key(2), update: { ...update, gone: remove() } }))
    const changed = await ask(
      ddb.update({ key: key(2), update: { tags: prepend(['a']), pages: null, extra: add(1) } }),
    )
    assert.deepEqual(changed, {
      ...key(2),
      title: 'New',
      left: -2,
      tags: ['a', 'b', 'c'],
      extra: 1,
    })
  })

  test('sets conditions', async () => {
    const condition = { title: { attributeExists: true } }
    await assert.rejects(ask(ddb.put({ key: key(99), item: { title: 'x' }, condition })), {
      type: 'DynamoDB:ConditionalCheckFailedException',
    })
    assert.equal(await ask(ddb.get({ key: key(99) })), null)
  })

  test('queries and scans, in order, with filters and in pages', async () => {
    for (const number of [3, 1, 2])
      await ask(ddb.put({ key: key(number, 'Q'), item: { odd: number % 2 } }))
    const query = { room: { eq: 'Q' } }
    const numbers = (page: unknown) => (page as Page).items.map(({ number }) => number)
    assert.deepEqual(numbers(await ask(ddb.query({ query }))), [1, 2, 3])
    assert.deepEqual(numbers(await ask(ddb.query({ query, scanIndexForward: false }))), [3, 2, 1])
    assert.deepEqual(numbers(await ask(ddb.query({ query, filter: { odd: { eq: 1 } } }))), [1, 3])
    const first = (await ask(ddb.query({ query, limit: 2 }))) as Page
    const rest = await ask(ddb.query({ query, limit: 2, nextToken: first.nextToken }))
    assert.deepEqual([...numbers(first), ...numbers(rest)], [1, 2, 3])
    assert.deepEqual(numbers(await ask(ddb.scan({ filter: { odd: { eq: 0 } } }))), [2])
  })

  test('works on several items at once', async () => {
    await ask(ddb.batchPut({ tables: { Shelf: [key(1, 'B'), key(2, 'B')] } }))
    const wanted = { tables: { Shelf: { keys: [key(2, 'B'), key(9, 'B'), key(1, 'B')] } } }
    const found = (await ask(ddb.batchGet(wanted))) as { data: { Shelf: unknown[] } }
    assert.deepEqual(found.data.Shelf, [key(2, 'B'), null, key(1, 'B')])
    await ask(ddb.batchDelete({ tables: { Shelf: [key(1, 'B')] } }))
    assert.equal(await ask(ddb.get({ key: key(1, 'B') })), null)
    assert.deepEqual(await ask(ddb.get({ key: key(2, 'B') })), key(2, 'B'))
  })

  test('is told what is not available', async () => {
    assert.throws(() => ddb.transactWrite(), /transactWrite .* is not available locally/)
    await assert.rejects(ask({ operation: 'Sync' }), /Sync is not available locally/)
    await assert.rejects(ask({}, 'Web'), /data source Web \(HTTP\) is not available locally/)
  })
})

describe('a table with new indexes', () => {
  const index = (indexName: string) => ({
    globalSecondaryIndexes: [
      {
        indexName,
        keySchema: [{ attributeName: 'author', keyType: 'HASH' }],
        projection: { projectionType: 'ALL' },
      },
    ],
    attributeDefinitions: [...table().attributeDefinitions, attribute('author', 'S')],
  })
  const byAuthor = async (name: string) =>
    ((await ask(ddb.query({ query: { author: { eq: 'Ada' } }, index: name }))) as Page).items

  test('keeps its items, however often it is rebuilt', async () => {
    for (let number = 0; number < 60; number++) {
      await ask(ddb.put({ key: key(number, 'I'), item: { author: 'Ada' } }))
    }
    for (let round = 0; round < 10; round++) {
      await tables.reload(assembly(index(`index${round}`)))
      assert.equal((await byAuthor(`index${round}`)).length, 60)
    }
  })
})
