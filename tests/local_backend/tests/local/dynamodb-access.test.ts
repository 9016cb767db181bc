// DynamoDB's own API: what the policies of a role allow on tables, and nothing else.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { arn, assemblyOf, startTables, table, type Statement } from './dynamodb-support.ts'

const grant = (...names: string[]): Statement[] => [
  { Action: 'dynamodb:*', Resource: names.map(arn) },
]
const oneOf = (Action: string, name = 'Mine'): Statement[] => [{ Action, Resource: arn(name) }]
const perUser = (Condition: object): Statement[] => [
  { Action: 'dynamodb:*', Resource: [arn('Mine'), `${arn('Mine')}/index/*`], Condition },
]
const leading = { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] }

const { call, send, url } = await startTables(
  assemblyOf(
    [
      table('Mine', ['id'], { byOwner: { keys: ['owner'] } }),
      table('Yours', ['id'], { byOwner: { keys: ['owner'] } }),
    ],
    {
      owner: grant('Mine'),
      both: grant('Mine', 'Yours'),
      indexes: [{ Action: 'dynamodb:Query', Resource: `${arn('Mine')}/index/*` }],
      gets: oneOf('dynamodb:GetItem'),
      puts: oneOf('dynamodb:PutItem'),
      lists: [{ Action: 'dynamodb:ListTables', Resource: '*' }],
      admin: [{ Action: '*', Resource: '*' }],
      nobody: [],
      ada: perUser({ 'ForAllValues:StringEquals': leading }),
      ida: perUser({ 'ForAllValues:StringLike': leading }),
      names: perUser({
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id', 'name'] },
        StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      }),
      quiet: perUser({ StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'] } }),
      careful: [
        ...grant('Mine'),
        {
          Effect: 'Deny',
          Action: 'dynamodb:*',
          Resource: '*',
          Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['salary'] } },
        },
      ],
    },
  ),
  {
    ada: { role: 'ada', identityId: 'us-east-1:ada' },
    ida: { role: 'ida', identityId: 'us-east-1:*' },
  },
)

const Key = { id: { S: 'a' } }
const byId = { TableName: 'Mine', Key }
const owner = {
  KeyConditionExpression: '#o = :o',
  ExpressionAttributeNames: { '#o': 'owner' },
  ExpressionAttributeValues: { ':o': { S: 'x' } },
}
const refused = async (role: string, operation: string, input: object, why = 'AccessDenied') => {
  const { __type, status } = await call(role, operation, input)
  assert.match(__type ?? `${operation} is allowed`, new RegExp(why), JSON.stringify(input))
  assert.ok(status === 400 || status === 403 || status === 501, String(status))
}
const allowed = async (role: string, operation: string, input: object) => {
  const answer = await call(role, operation, input)
  assert.equal(answer.status, 200, JSON.stringify(answer))
  return answer
}

describe('a role', () => {
  test('may do on a table what its policy names, and nothing else', async () => {
    await allowed('puts', 'PutItem', { TableName: 'Mine', Item: { ...Key, name: { S: 'A' } } })
    assert.deepEqual((await allowed('gets', 'GetItem', byId)).Item, { ...Key, name: { S: 'A' } })
    await refused('gets', 'PutItem', { TableName: 'Mine', Item: Key })
    await refused('gets', 'BatchGetItem', { RequestItems: { Mine: { Keys: [Key] } } })
    await refused('gets', 'GetItem', { TableName: 'Yours', Key })
    await refused('nobody', 'GetItem', byId)
    await refused('unheard', 'GetItem', byId)
  })

  test('reaches an index only when its policy names that index', async () => {
    const query = { TableName: 'Mine', IndexName: 'byOwner', ...owner }
    await refused('owner', 'Query', query)
    await refused('owner', 'Scan', { TableName: 'Mine', IndexName: 'byOwner' })
    await allowed('indexes', 'Query', query)
    await refused('indexes', 'Query', { ...query, TableName: 'Yours' })
    await refused('indexes', 'GetItem', byId)
  })

  test('needs a right to see the names of tables', async () => {
    await refused('owner', 'ListTables', {})
    assert.deepEqual((await allowed('lists', 'ListTables', {})).TableNames, ['Mine', 'Yours'])
    await refused('lists', 'DescribeTable', { TableName: 'Mine' })
    const { Table } = await allowed('owner', 'DescribeTable', { TableName: 'Mine' })
    assert.equal(Table?.TableArn, arn('Mine'))
  })

  test('needs the right on every table of a batch', async () => {
    const reads = (...names: string[]) => ({
      RequestItems: Object.fromEntries(names.map((name) => [name, { Keys: [Key] }])),
    })
    const writes = (...names: string[]) => ({
      RequestItems: Object.fromEntries(
        names.map((name) => [name, [{ PutRequest: { Item: { ...Key, name: { S: name } } } }]]),
      ),
    })
    await refused('owner', 'BatchWriteItem', writes('Mine', 'Yours'))
    await refused('owner', 'BatchGetItem', reads('Yours'))
    await allowed('both', 'BatchWriteItem', writes('Mine', 'Yours'))
    await allowed('both', 'BatchGetItem', reads('Mine', 'Yours'))
    await allowed('owner', 'BatchGetItem', reads('Mine'))
    // What an operation does not know counts for nothing.
    await refused('owner', 'BatchGetItem', { TableName: 'Mine', ...reads('Yours') })
    await refused('owner', 'BatchWriteItem', { TableName: 'Mine', ...writes('Yours') })
    await refused('owner', 'GetItem', { ...reads('Mine'), TableName: 'Yours', Key })
  })

  test('needs the right for every step of a transaction', async () => {
    const put = { Put: { TableName: 'Mine', Item: { id: { S: 't' } } } }
    const checks = {
      ConditionCheck: {
        TableName: 'Mine',
        Key: { id: { S: 'none' } },
        ConditionExpression: 'attribute_not_exists(id)',
      },
    }
    const write = (...TransactItems: object[]) => ({ TransactItems })
    await allowed('puts', 'TransactWriteItems', write(put))
    await refused('puts', 'TransactWriteItems', write(put, checks))
    await refused('puts', 'TransactWriteItems', write({ Delete: byId }))
    await refused(
      'owner',
      'TransactWriteItems',
      write(put, { Delete: { TableName: 'Yours', Key } }),
    )
    await allowed('owner', 'TransactWriteItems', write(put, checks))
    await allowed('gets', 'TransactGetItems', write({ Get: byId }))
    await refused('puts', 'TransactGetItems', write({ Get: byId }))
    await refused('admin', 'TransactWriteItems', write({ ...put, ...checks }), 'Validation')
  })

  test('may name its table by ARN, but none of another account or region', async () => {
    const own = await allowed('gets', 'GetItem', { TableName: arn('Mine'), Key })
    assert.ok(own.Item)
    const others = [
      arn('Mine').replace('123456789012', '999999999999'),
      arn('Mine').replace('us-east-1', 'eu-west-1'),
      `${arn('Mine')}/index/byOwner`,
      'arn:aws:dynamodb:::table/Mine',
    ]
    for (const TableName of others) {
      await refused('admin', 'GetItem', { TableName, Key })
      await refused('admin', 'BatchGetItem', { RequestItems: { [TableName]: { Keys: [Key] } } })
      await refused('admin', 'TransactGetItems', { TransactItems: [{ Get: { TableName, Key } }] })
    }
    const batch = { RequestItems: { [arn('Mine')]: { Keys: [Key] } } }
    const { Responses } = await allowed('owner', 'BatchGetItem', batch)
    assert.deepEqual(Object.keys(Responses ?? {}), [arn('Mine')])
    const twice = { RequestItems: { ...batch.RequestItems, Mine: { Keys: [Key] } } }
    await refused('admin', 'BatchGetItem', twice, 'Validation')
  })

  test('learns that there is no table only when it may know', async () => {
    await refused('owner', 'GetItem', { TableName: 'Nowhere', Key })
    await refused('admin', 'GetItem', { TableName: 'Nowhere', Key }, 'ResourceNotFound')
    const batch = { RequestItems: { Nowhere: { Keys: [Key] } } }
    await refused('admin', 'BatchGetItem', batch, 'ResourceNotFound')
  })
})

describe('a policy can limit', () => {
  const mine = { id: { S: 'us-east-1:ada' }, owner: { S: 'us-east-1:ada' } }
  const query = (id: string, more: object = {}) => ({
    TableName: 'Mine',
    KeyConditionExpression: 'id = :id',
    ExpressionAttributeValues: { ':id': { S: id } },
    ...more,
  })

  test('a person to the items of their own', async () => {
    await allowed('ada', 'PutItem', { TableName: 'Mine', Item: mine })
    await refused('ada', 'PutItem', { TableName: 'Mine', Item: Key })
    await refused('ada', 'GetItem', byId)
    await allowed('ada', 'Query', query('us-east-1:ada'))
    await refused('ada', 'Query', query('a'))
    const keys = (...list: object[]) => ({ RequestItems: { Mine: { Keys: list } } })
    await allowed('ada', 'BatchGetItem', keys({ id: mine.id }))
    await refused('ada', 'BatchGetItem', keys({ id: mine.id }, Key))
    const deletes = { RequestItems: { Mine: [{ DeleteRequest: { Key } }] } }
    await refused('ada', 'BatchWriteItem', deletes)
    const update = { ...byId, UpdateExpression: 'SET a = :a' }
    const values = { ExpressionAttributeValues: { ':a': { S: 'x' } } }
    await refused('ada', 'TransactWriteItems', {
      TransactItems: [{ Update: { ...update, ...values } }],
    })
    const byOwner = { IndexName: 'byOwner', KeyConditionExpression: '#o = :id' }
    const names = { ExpressionAttributeNames: { '#o': 'owner' } }
    await allowed('ada', 'Query', query('us-east-1:ada', { ...byOwner, ...names }))
    await refused('ada', 'Query', query('x', { ...byOwner, ...names }))
  })

  test('nobody by a name that would match others', async () => {
    await refused('ida', 'GetItem', { TableName: 'Mine', Key: { id: mine.id } })
  })

  test('the attributes that are read and written', async () => {
    const projection = (ProjectionExpression: string) => ({ ...byId, ProjectionExpression })
    await allowed('names', 'GetItem', {
      ...projection('id, #n'),
      ExpressionAttributeNames: { '#n': 'name' },
    })
    await refused('names', 'GetItem', projection('id, salary'))
    await refused('names', 'GetItem', projection('id, salary.amount[0]'))
    await refused('names', 'GetItem', byId)
    const names = { '#s': 'salary' }
    const hidden = { ...projection('#s'), ExpressionAttributeNames: names }
    await refused('careful', 'GetItem', hidden)
    const filter = { FilterExpression: '#s > :s', ExpressionAttributeValues: { ':s': { N: '1' } } }
    await refused('careful', 'Scan', {
      TableName: 'Mine',
      ...filter,
      ExpressionAttributeNames: names,
    })
    const update = { UpdateExpression: 'REMOVE #s', ExpressionAttributeNames: names }
    await refused('careful', 'UpdateItem', { ...byId, ...update })
    await refused('careful', 'PutItem', { TableName: 'Mine', Item: { ...Key, salary: { N: '1' } } })
    await allowed('careful', 'Scan', { TableName: 'Mine' })
  })

  test('what a change answers', async () => {
    await refused('quiet', 'DeleteItem', { ...byId, ReturnValues: 'ALL_OLD' })
    await allowed('quiet', 'DeleteItem', byId)
  })
})

describe('an operation', () => {
  test('that is not available is named, once it is known who asks', async () => {
    const names = [
      'CreateTable',
      'DeleteTable',
      'UpdateTable',
      'UpdateTimeToLive',
      'DescribeTimeToLive',
      'ExecuteStatement',
      'BatchExecuteStatement',
      'ExecuteTransaction',
      'CreateBackup',
      'ExportTableToPointInTime',
      'TagResource',
    ]
    for (const name of names) {
      const { __type, message, status } = await call('admin', name, { TableName: 'Mine' })
      assert.deepEqual([__type, status], ['NotAvailableLocally', 501])
      assert.match(message ?? '', new RegExp(name))
    }
    const streams = await send('admin', 'DynamoDBStreams_20120810.GetRecords', '{}')
    assert.deepEqual([streams.__type, streams.status], ['NotAvailableLocally', 501])
    for (const target of ['DynamoDB_20120810.CreateTable', 'DynamoDB_20120810.GetItem']) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'x-amz-target': target },
        body: '{}',
      })
      assert.equal(answer.status, 403)
    }
  })

  test('that does not exist is unknown', async () => {
    for (const target of ['', 'GetItem', 'DynamoDB_20120810.', 'DynamoDB_20120810.constructor']) {
      const { __type, status } = await send('admin', target, '{}')
      assert.deepEqual([__type, status], ['UnknownOperationException', 400])
    }
    const old = await send('admin', 'DynamoDB_20111205.GetItem', '{}')
    assert.equal(old.__type, 'UnknownOperationException')
  })
})

test('nothing but the server of the local backend listens', () => {
  const servers = process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap')
  assert.equal(servers.length, 1)
})
