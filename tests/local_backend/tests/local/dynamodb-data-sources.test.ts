// AppSync's data sources: each may do what the policies of its service role allow, and answers as AppSync does.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DataSourceError, dataSources } from '../../local/services/appsync-data-sources.ts'
import type { Bedrock } from '../../local/services/bedrock.ts'
import type { Functions } from '../../local/services/types.ts'
import { arn, assemblyOf, startTables, table } from './dynamodb-support.ts'

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`
const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const source = (Name: string, TableName: string, by: string, more: object = {}) => ({
  Name,
  Type: 'AMAZON_DYNAMODB',
  DynamoDBConfig: { TableName, ...more },
  ServiceRoleArn: role(by),
})
const calls = (Name: string, name: string, by?: string) => ({
  Name,
  Type: 'AWS_LAMBDA',
  LambdaConfig: { LambdaFunctionArn: lambda(name) },
  ServiceRoleArn: by && role(by),
})
const everyone = (...names: string[]) => [
  { Action: 'dynamodb:*', Resource: names.flatMap((name) => [arn(name), `${arn(name)}/*`]) },
]
const assembly = assemblyOf(
  [
    table('Node', ['id'], { byOwner: { keys: ['owner', ['rank', 'N']] } }),
    table('Edge', ['id'], { byOwner: { keys: ['owner'], projection: 'KEYS_ONLY' } }),
  ],
  {
    node: everyone('Node'),
    all: everyone('Node', 'Edge'),
    reads: [{ Action: 'dynamodb:GetItem', Resource: arn('Node') }],
    writes: [{ Action: 'dynamodb:PutItem', Resource: arn('Node') }],
    invokes: [
      { Action: 'lambda:InvokeFunction', Resource: [lambda('mine'), `${lambda('mine')}:*`] },
    ],
  },
  {
    'AWS::AppSync::DataSource': [
      source('Node', 'Node', 'node'),
      source('Edge', 'Edge', 'all'),
      source('All', 'Node', 'all'),
      source('Reads', 'Node', 'reads'),
      source('Writes', 'Node', 'writes'),
      source('Foreign', 'Edge', 'node'),
      source('Missing', 'Nothing', 'all'),
      source('Versioned', 'Node', 'all', { Versioned: true }),
      source('Caller', 'Node', 'all', { UseCallerCredentials: true }),
      calls('Mine', 'mine', 'invokes'),
      calls('Yours', 'yours', 'invokes'),
      calls('Nobody', 'mine'),
    ],
  },
)
const { tables, gate } = await startTables(assembly)
const functions = { invoke: async () => 'done' } as unknown as Functions
const sources = dataSources(assembly, { tables, gate, functions, bedrock: {} as Bedrock })
const ask = async (name: string, request: object) => sources.get(name)?.(request)
const fails = async (name: string, request: object, type: string, message = /./) => {
  const error = await ask(name, request).then(
    () => assert.fail(`${name} answers ${JSON.stringify(request)}`),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof DataSourceError, String(error))
  assert.equal(error.type, type, error.message)
  assert.match(error.message, message)
  return error.result
}

// As AppSync names what the API of DynamoDB has no name for.
const denied = 'DynamoDB:DynamoDbException'
const key = (id: string) => ({ id: { S: id } })
const put = (id: string, attributeValues: object = {}) => ({
  operation: 'PutItem',
  key: key(id),
  attributeValues,
})
const get = (id: string) => ({ operation: 'GetItem', key: key(id) })

describe('a data source', () => {
  test('may do what its service role allows', async () => {
    await ask('Writes', put('a'))
    assert.deepEqual(await ask('Reads', get('a')), { id: 'a' })
    await fails(
      'Reads',
      put('a'),
      denied,
      /User: reads is not authorized to perform: dynamodb:PutItem/,
    )
    await fails('Writes', get('a'), denied, /dynamodb:GetItem/)
    await fails('Foreign', get('a'), denied, /table\/Edge/)
    await fails('Missing', get('a'), denied)
  })

  test('reaches no other table by a batch or a transaction', async () => {
    const batch = { operation: 'BatchGetItem', tables: { Edge: { keys: [key('a')] } } }
    const found = { data: { Edge: [null] }, unprocessedKeys: { Edge: [] } }
    await fails('Node', batch, denied, /dynamodb:BatchGetItem on resource: .*table\/Edge/)
    assert.deepEqual(await ask('All', batch), found)
    const both = { Node: [key('x')], Edge: [key('x')] }
    await fails('Node', { operation: 'BatchPutItem', tables: both }, denied)
    await fails('Node', { operation: 'BatchDeleteItem', tables: both }, denied)
    assert.equal(await ask('Node', get('x')), null)
    const entry = { table: 'Edge', operation: 'DeleteItem', key: key('a') }
    const write = { operation: 'TransactWriteItems', transactItems: [entry] }
    await fails('Node', write, denied, /dynamodb:DeleteItem/)
    await fails('Node', { ...write, operation: 'TransactGetItems' }, denied, /dynamodb:GetItem/)
  })

  test('needs a right on the index it asks', async () => {
    const query = {
      operation: 'Query',
      index: 'byOwner',
      query: {
        expression: '#o = :o',
        expressionNames: { '#o': 'owner' },
        expressionValues: { ':o': { S: 'x' } },
      },
    }
    await ask('Node', query)
    await fails('Foreign', query, denied, /table\/Edge\/index\/byOwner/)
  })

  test('invokes the function that its role names', async () => {
    const request = { operation: 'Invoke', payload: {} }
    assert.equal(await ask('Mine', request), 'done')
    await fails('Yours', request, 'Lambda:AccessDeniedException', /lambda:InvokeFunction.*yours/)
    await fails('Nobody', request, 'Lambda:AccessDeniedException')
    await fails('Yours', { ...request, operation: 'BatchInvoke' }, 'Lambda:AccessDeniedException')
    await fails('Yours', { ...request, invocationType: 'Event' }, 'Lambda:AccessDeniedException')
  })

  test('says by name what is not available', async () => {
    await fails('Versioned', get('a'), 'NotAvailableLocally', /versioned/)
    await fails('Caller', get('a'), 'NotAvailableLocally', /caller/)
    const custom = { strategy: 'Custom', lambdaArn: lambda('mine') }
    const condition = { expression: 'attribute_exists(id)', conditionalCheckFailedHandler: custom }
    await fails('Node', { ...put('q'), condition }, 'NotAvailableLocally', /Custom/)
    assert.equal(await ask('Node', get('q')), null)
    const sync = { operation: 'Sync', lastSync: 0 }
    await fails('Node', sync, 'NotAvailableLocally', /Sync/)
    await fails('Node', { ...put('q'), _version: 1 }, 'NotAvailableLocally', /_version/)
    const populated = { ...put('q'), populateIndexFields: true }
    await fails('Node', populated, 'NotAvailableLocally', /populateIndexFields/)
  })

  test('answers a request that is not complete with an error', async () => {
    const requests = [
      {},
      { operation: null },
      { operation: 'GetItem' },
      { operation: 'GetItem', key: null },
      { operation: 'GetItem', key: { id: null } },
      { operation: 'PutItem', key: key('z'), attributeValues: { a: { N: 'many' } } },
      { operation: 'UpdateItem', key: key('z'), update: { expression: 'SET' } },
      { operation: 'Query' },
      { operation: 'Query', query: { expression: 'id = :id' } },
      { operation: 'Scan', limit: -1 },
      { operation: 'Scan', filter: { expression: '((((' } },
      { operation: 'BatchGetItem' },
      { operation: 'BatchGetItem', tables: null },
      { operation: 'BatchGetItem', tables: { Node: null } },
      { operation: 'BatchPutItem', tables: { Node: [null] } },
      { operation: 'TransactWriteItems', transactItems: [null] },
      { operation: 'TransactWriteItems', transactItems: [{ table: 'Node', key: key('a') }] },
    ]
    for (const request of requests)
      await assert.rejects(ask('All', request), DataSourceError, JSON.stringify(request))
  })
})

describe('a condition that is not met', () => {
  const condition = { expression: 'attribute_not_exists(id)' }
  const failed = 'DynamoDB:ConditionalCheckFailedException'

  test('shows the item as it is', async () => {
    await ask('Node', put('c', { name: { S: 'Old' }, version: { N: 8 } }))
    const current = { id: 'c', name: 'Old', version: 8 }
    const write = { ...put('c', { name: { S: 'New' } }), condition }
    assert.deepEqual(await fails('Node', write, failed), current)
    const update = {
      operation: 'UpdateItem',
      key: key('c'),
      update: { expression: 'SET a = :a', expressionValues: { ':a': { NULL: null } } },
      condition,
    }
    assert.deepEqual(await fails('Node', update, failed), current)
    const remove = { operation: 'DeleteItem', key: key('c'), condition }
    assert.deepEqual(await fails('Node', remove, failed), current)
    await fails('Writes', write, denied, /dynamodb:GetItem/)
  })

  test('is no error where the item is what it was to become', async () => {
    const same = { ...put('c', { version: { N: 8 }, name: { S: 'Old' } }), condition }
    const current = { id: 'c', name: 'Old', version: 8 }
    assert.deepEqual(await ask('Node', same), current)
    const newer = { ...put('c', { version: { N: 9 }, name: { S: 'Old' } }) }
    await fails('Node', { ...newer, condition }, failed)
    const ignoring = { ...condition, equalsIgnore: ['version'] }
    assert.deepEqual(await ask('Node', { ...newer, condition: ignoring }), current)
    const gone = { expression: 'attribute_exists(id)' }
    const remove = { operation: 'DeleteItem', key: key('gone'), condition: gone }
    assert.equal(await ask('Node', remove), null)
  })
})

describe('a list', () => {
  const query = (more: object = {}) => ({
    operation: 'Query',
    index: 'byOwner',
    query: {
      expression: '#o = :o',
      expressionNames: { '#o': 'owner' },
      expressionValues: { ':o': { S: 'Ada' } },
    },
    ...more,
  })
  type Page = { items: { id: string }[]; nextToken: string | null }
  const page = async (request: object, name = 'All') => (await ask(name, request)) as Page
  const idsOf = ({ items }: Page) => items.map(({ id }) => id)
  const invalid = 'DynamoDB:UserIllegalArgumentException'

  test('goes on where its token says, within what was asked', async () => {
    for (const [rank, owner] of ['Ada', 'Ada', 'Ada', 'Bob'].entries()) {
      const values = { owner: { S: owner }, rank: { N: rank }, secret: { S: 's' } }
      await ask('All', put(`l${rank}`, values))
      await ask('Edge', put(`e${rank}`, values))
    }
    const first = await page(query({ limit: 2 }))
    assert.deepEqual(idsOf(first), ['l0', 'l1'])
    const next = query({ limit: 2, nextToken: first.nextToken })
    assert.deepEqual(idsOf(await page(next)), ['l2'])
    const token = (of: string, start: unknown) =>
      Buffer.from(JSON.stringify({ of, key: start })).toString('base64')
    const wrong = ['x', 'e30=', 'bnVsbA==', token('Edge/byOwner', {}), token('Node/', {})]
    for (const nextToken of wrong) await fails('All', query({ nextToken }), invalid, /pagination/)
    await fails('Edge', { operation: 'Scan', nextToken: first.nextToken }, invalid)
    const bob = { ...key('l3'), owner: { S: 'Bob' }, rank: { N: '0' } }
    for (const start of [bob, key('l0'), {}, null, 'x', [], { ...bob, extra: { S: 'x' } }]) {
      const nextToken = token('Node/byOwner', start)
      const outside = await ask('All', query({ nextToken })).catch((error: unknown) => {
        assert.ok(error instanceof DataSourceError, String(error))
        return { items: [] }
      })
      assert.ok(!idsOf(outside as Page).includes('l3'))
    }
  })

  test('has the attributes and the part that is asked for', async () => {
    const projection = { expression: 'id, #s', expressionNames: { '#s': 'secret' } }
    assert.deepEqual((await page(query({ limit: 1, projection }))).items, [
      { id: 'l0', secret: 's' },
    ])
    const found = (await ask('All', { ...get('l0'), projection })) as object
    assert.deepEqual(found, { id: 'l0', secret: 's' })
    const keysOnly = await page(query(), 'Edge')
    assert.deepEqual(Object.keys(keysOnly.items[0] ?? {}).sort(), ['id', 'owner'])
    const select = query({ select: 'ALL_ATTRIBUTES' })
    await fails('Edge', select, denied, /ALL_ATTRIBUTES is not supported/)
    const segments = [0, 1, 2].map((segment) =>
      page({ operation: 'Scan', totalSegments: 3, segment }),
    )
    const all = await page({ operation: 'Scan' })
    assert.deepEqual((await Promise.all(segments)).flatMap(idsOf).sort(), idsOf(all).sort())
    const batch = {
      operation: 'BatchGetItem',
      tables: {
        Node: {
          keys: ['l2', 'none', 'l0'].map(key),
          projection: { expression: '#r', expressionNames: { '#r': 'rank' } },
        },
      },
    }
    const { data } = (await ask('All', batch)) as { data: object }
    assert.deepEqual(data, { Node: [{ rank: 2 }, null, { rank: 0 }] })
  })
})

describe('a transaction', () => {
  test('gives the keys that it changed, and the items that it read', async () => {
    const update = { expression: 'SET hits = :h', expressionValues: { ':h': { N: 1 } } }
    const transactItems = [
      { table: 'Node', operation: 'PutItem', key: key('t1'), attributeValues: { a: { S: 'x' } } },
      { table: 'Edge', operation: 'UpdateItem', key: key('t2'), update },
      {
        table: 'Node',
        operation: 'ConditionCheck',
        key: key('t3'),
        condition: { expression: 'attribute_not_exists(id)' },
      },
    ]
    assert.deepEqual(await ask('All', { operation: 'TransactWriteItems', transactItems }), {
      keys: [{ id: 't1' }, { id: 't2' }, { id: 't3' }],
      cancellationReasons: null,
    })
    const read = ['t1', 'none'].map((id) => ({ table: 'Node', key: key(id) }))
    assert.deepEqual(await ask('All', { operation: 'TransactGetItems', transactItems: read }), {
      items: [{ id: 't1', a: 'x' }, null],
      cancellationReasons: null,
    })
  })

  test('says of each entry why it was not done', async () => {
    const condition = { expression: 'attribute_not_exists(id)' }
    const entry = (id: string, more: object = {}) => ({
      table: 'Node',
      operation: 'PutItem',
      key: key(id),
      condition,
      ...more,
    })
    const quiet = { condition: { ...condition, returnValuesOnConditionCheckFailure: false } }
    const transactItems = [entry('t4'), entry('t1'), entry('c', quiet)]
    const request = { operation: 'TransactWriteItems', transactItems }
    const type = 'ConditionalCheckFailed'
    const message = 'The conditional request failed'
    assert.deepEqual(await fails('All', request, 'DynamoDB:TransactionCanceledException'), {
      keys: null,
      cancellationReasons: [
        { type: 'None', message: 'None' },
        { item: { id: 't1', a: 'x' }, type, message },
        { type, message },
      ],
    })
    assert.equal(await ask('All', get('t4')), null)
  })
})
