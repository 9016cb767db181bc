// DynamoDB's own API: what operations do, and that no request, however wrong, ends or blocks the backend.
import assert from 'node:assert/strict'
import { request as send } from 'node:http'
import { describe, test } from 'node:test'
import { parseJson } from '../../local/services/http.ts'
import { ServiceError } from '../../local/services/types.ts'
import { assemblyOf, everything, startTables, table } from './dynamodb-support.ts'
import { signedHeaders } from './signing.ts'

const indexes = {
  byOwner: { keys: ['owner'] },
  byTitle: { keys: ['room', 'title'], projection: 'KEYS_ONLY', local: true },
}
const assembly = assemblyOf(
  [table('Shelf', ['room', ['number', 'N']], indexes), table('Box', ['id'])],
  { admin: everything },
)
const started = await startTables(assembly)
const { url } = started
const call = (operation: string, input: object) => started.call('admin', operation, input)
const good = async (operation: string, input: object) => {
  const answer = await call(operation, input)
  assert.equal(answer.status, 200, JSON.stringify(answer))
  return answer
}
const bad = async (operation: string, input: object, code: string, message = /./) => {
  const answer = await call(operation, input)
  assert.equal(answer.__type, code, JSON.stringify(answer))
  assert.match(answer.message ?? '', message)
  return answer
}
const box = (id: string, more: object = {}) => ({ id: { S: id }, ...more })
const put = (Item: object) => good('PutItem', { TableName: 'Box', Item })
const get = async (id: string) => (await good('GetItem', { TableName: 'Box', Key: box(id) })).Item
const key = (number: number, room = 'A') => ({ room: { S: room }, number: { N: `${number}` } })

describe('an item', () => {
  test('may have attributes with the names of JavaScript', async () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', 'length', 'then']
    const item = box('names', Object.fromEntries(names.map((name) => [name, { S: name }])))
    await put(item)
    assert.deepEqual(await get('names'), item)
    await put(box('none'))
    for (const name of names) {
      const ExpressionAttributeNames = { '#n': name }
      const count = async (FilterExpression: string) =>
        (await good('Scan', { TableName: 'Box', FilterExpression, ExpressionAttributeNames })).Count
      assert.equal(await count('attribute_exists(#n)'), 1)
      const update = {
        TableName: 'Box',
        Key: box('none'),
        UpdateExpression: 'SET #n = if_not_exists(#n, :n)',
        ExpressionAttributeNames,
        ExpressionAttributeValues: { ':n': { N: '1' } },
      }
      await good('UpdateItem', update)
      assert.equal(await count('attribute_exists(#n)'), 2)
    }
  })

  test('with the one name that is not possible here is refused by that name', async () => {
    const named = (value: string) => ({ ExpressionAttributeNames: { '#n': value } })
    const read = { TableName: 'Box', Key: box('names'), ProjectionExpression: '#n' }
    await bad('GetItem', { ...read, ...named('__proto__') }, 'NotAvailableLocally', /__proto__/)
    const raw = '{"TableName":"Box","Item":{"id":{"S":"p"},"__proto__":{"S":"x"}}}'
    const answer = await started.send('admin', 'DynamoDB_20120810.PutItem', raw)
    assert.deepEqual([answer.__type, answer.status], ['NotAvailableLocally', 501])
    await put(box('p', { text: { S: '__proto__' } }))
  })

  test('keeps to the limits of DynamoDB', async () => {
    const nested = (depth: number): object => (depth ? { L: [nested(depth - 1)] } : { S: 'x' })
    await put(box('deep', { list: nested(32) }))
    const item = (more: object) => ({ TableName: 'Box', Item: box('x', more) })
    await bad('PutItem', item({ list: nested(33) }), 'ValidationException', /Nesting/)
    await bad('PutItem', item({ n: { N: '1'.repeat(40) } }), 'ValidationException', /38/)
    await bad('PutItem', item({ set: { SS: [] } }), 'ValidationException', /empty/)
    await bad('PutItem', item({ text: { S: 'x'.repeat(409_600) } }), 'ValidationException', /size/)
    const writes = Array.from({ length: 26 }, (_, n) => ({ PutRequest: { Item: box(`b${n}`) } }))
    await bad('BatchWriteItem', { RequestItems: { Box: writes } }, 'ValidationException')
    const Keys = Array.from({ length: 101 }, (_, n) => box(`b${n}`))
    await bad('BatchGetItem', { RequestItems: { Box: { Keys } } }, 'ValidationException')
    const Item = { ...key(1), owner: { S: '' } }
    await bad('PutItem', { TableName: 'Shelf', Item }, 'ValidationException', /secondary index/)
  })

  test('that does not meet a condition is shown to who asks for it', async () => {
    await put(box('c', { version: { N: '2' } }))
    const write = {
      TableName: 'Box',
      Key: box('c'),
      ConditionExpression: 'version = :v',
      ExpressionAttributeValues: { ':v': { N: '1' } },
    }
    const code = 'ConditionalCheckFailedException'
    assert.equal((await bad('DeleteItem', write, code)).Item, undefined)
    const shown = { ...write, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }
    assert.deepEqual((await bad('DeleteItem', shown, code)).Item, box('c', { version: { N: '2' } }))
  })

  test('counts every one of many changes at once', async () => {
    await put(box('sum'))
    const add = {
      TableName: 'Box',
      Key: box('sum'),
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }
    await Promise.all(Array.from({ length: 60 }, () => good('UpdateItem', add)))
    assert.deepEqual(await get('sum'), box('sum', { hits: { N: '60' } }))
  })
})

test('an index gives the keys it holds, or all of the item when it is local', async () => {
  const Item = { ...key(7, 'L'), title: { S: 'T' }, pages: { N: '3' } }
  await good('PutItem', { TableName: 'Shelf', Item })
  const query = {
    TableName: 'Shelf',
    IndexName: 'byTitle',
    KeyConditionExpression: 'room = :r',
    ExpressionAttributeValues: { ':r': { S: 'L' } },
  }
  assert.deepEqual((await good('Query', query)).Items, [{ ...key(7, 'L'), title: { S: 'T' } }])
  const all = await good('Query', { ...query, Select: 'ALL_ATTRIBUTES' })
  assert.deepEqual(all.Items, [Item])
})

describe('a transaction', () => {
  const write = (...TransactItems: object[]) => ({ TransactItems })
  const change = (id: string, value: string, condition?: string) => ({
    Put: {
      TableName: 'Box',
      Item: box(id, { value: { S: value } }),
      ConditionExpression: condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  })
  const canceled = 'TransactionCanceledException'

  test('does all of it', async () => {
    await put(box('t2'))
    const update = {
      TableName: 'Shelf',
      Key: key(1, 'T'),
      UpdateExpression: 'SET title = :t',
      ExpressionAttributeValues: { ':t': { S: 'New' } },
    }
    const exists = {
      TableName: 'Box',
      Key: box('sum'),
      ConditionExpression: 'attribute_exists(id)',
    }
    const gone = { Delete: { TableName: 'Box', Key: box('t2') } }
    await good(
      'TransactWriteItems',
      write(change('t1', 'a'), gone, { Update: update }, { ConditionCheck: exists }),
    )
    const Get = (TableName: string, Key: object) => ({ Get: { TableName, Key } })
    const { Responses } = await good(
      'TransactGetItems',
      write(Get('Box', box('t1')), Get('Box', box('t2')), Get('Shelf', key(1, 'T'))),
    )
    assert.deepEqual(Responses, [
      { Item: box('t1', { value: { S: 'a' } }) },
      {},
      { Item: { ...key(1, 'T'), title: { S: 'New' } } },
    ])
    assert.ok(await get('sum'))
  })

  test('or nothing, and says why', async () => {
    const { CancellationReasons, message } = await bad(
      'TransactWriteItems',
      write(change('t3', 'b'), change('t1', 'b', 'attribute_not_exists(id)')),
      canceled,
    )
    assert.match(message ?? '', /\[None, ConditionalCheckFailed\]/)
    const Message = 'The conditional request failed'
    assert.deepEqual(CancellationReasons, [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message, Item: box('t1', { value: { S: 'a' } }) },
    ])
    assert.equal(await get('t3'), undefined)
    const wrong = { TableName: 'Box', Key: key(1) }
    const invalid = write(change('t3', 'b'), { Delete: wrong })
    assert.deepEqual(
      (await bad('TransactWriteItems', invalid, canceled)).CancellationReasons?.map(
        ({ Code }) => Code,
      ),
      ['None', 'ValidationError'],
    )
    assert.equal(await get('t3'), undefined)
    const none = { Put: { TableName: 'None', Item: box('x') } }
    await bad('TransactWriteItems', write(change('t3', 'b'), none), 'ResourceNotFoundException')
    assert.equal(await get('t3'), undefined)
  })

  test('takes each item once, and has a hundred at most', async () => {
    const twice = write(change('t4', 'a'), { Delete: { TableName: 'Box', Key: box('t4') } })
    await bad('TransactWriteItems', twice, 'ValidationException', /multiple operations/)
    assert.equal(await get('t4'), undefined)
    const many = (count: number) => Array.from({ length: count }, (_, n) => change(`m${n}`, 'a'))
    await good('TransactWriteItems', write(...many(100)))
    await bad('TransactWriteItems', write(...many(101)), 'ValidationException')
    await bad('TransactWriteItems', write(), 'ValidationException')
  })

  test('is done once for one token', async () => {
    const add = {
      TableName: 'Box',
      Key: box('once'),
      UpdateExpression: 'ADD hits :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }
    const request = { ...write({ Update: add }), ClientRequestToken: 'token' }
    await good('TransactWriteItems', request)
    await good('TransactWriteItems', request)
    assert.deepEqual(await get('once'), box('once', { hits: { N: '1' } }))
    const other = { ...write(change('t5', 'a')), ClientRequestToken: 'token' }
    await bad('TransactWriteItems', other, 'IdempotentParameterMismatchException')
  })

  test('never shows half of another', async () => {
    const both = (value: string) => write(change('h1', value), change('h2', value))
    const read = write(...['h1', 'h2'].map((id) => ({ Get: { TableName: 'Box', Key: box(id) } })))
    await good('TransactWriteItems', both('0'))
    const work = Array.from({ length: 40 }, async (_, n) => {
      if (n % 2) return good('TransactWriteItems', both(`${n}`))
      const { Responses = [] } = await good('TransactGetItems', read)
      const values = (Responses as { Item: { value: object } }[]).map(({ Item }) => Item.value)
      return assert.deepEqual(values[0], values[1])
    })
    await Promise.all(work)
  })
})

describe('a wrong request', () => {
  const Key = key(1)
  const values = { ExpressionAttributeValues: { ':v': { N: '1' } } }
  const names = { ExpressionAttributeNames: { '#a': 'a' } }
  const item = { ...Key, owner: { S: 'x' }, a: { L: [{ N: '1' }, { M: { b: { SS: ['x'] } } }] } }
  const starts: [operation: string, input: object][] = [
    ['GetItem', { TableName: 'Shelf', Key, ProjectionExpression: '#a', ...names }],
    ['PutItem', { TableName: 'Shelf', Item: item, ConditionExpression: 'a <> :v', ...values }],
    ['PutItem', { TableName: 'Shelf', Item: item, Expected: { b: { Exists: false } } }],
    ['UpdateItem', { TableName: 'Shelf', Key, UpdateExpression: 'SET b = :v', ...values }],
    ['UpdateItem', { TableName: 'Shelf', Key, UpdateExpression: 'SET b = b + :v', ...values }],
    ['UpdateItem', { TableName: 'Shelf', Key, AttributeUpdates: { c: { Value: { N: '1' } } } }],
    ['DeleteItem', { TableName: 'Shelf', Key, ConditionExpression: 'b = :v', ...values }],
    [
      'Query',
      {
        TableName: 'Shelf',
        IndexName: 'byTitle',
        Select: 'ALL_ATTRIBUTES',
        KeyConditionExpression: 'room = :r',
        FilterExpression: 'a[0] > :r OR size(a) > :r',
        ExpressionAttributeValues: { ':r': { S: 'A' } },
        ExclusiveStartKey: { ...Key, title: { S: 'x' } },
      },
    ],
    ['Scan', { TableName: 'Shelf', FilterExpression: 'a = :v', ...values, Limit: 2 }],
    ['Scan', { TableName: 'Shelf', Segment: 0, TotalSegments: 2, ExclusiveStartKey: Key }],
    ['BatchGetItem', { RequestItems: { Shelf: { Keys: [Key] }, Box: { Keys: [box('x')] } } }],
    ['BatchWriteItem', { RequestItems: { Shelf: [{ PutRequest: { Item: item } }] } }],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'Shelf', Key } }] }],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'Shelf', Item: item } },
          {
            Update: { TableName: 'Box', Key: box('x'), UpdateExpression: 'SET b = :v', ...values },
          },
        ],
      },
    ],
    ['DescribeTable', { TableName: 'Shelf' }],
    ['ListTables', { Limit: 1, ExclusiveStartTableName: 'Box' }],
  ]
  const nested = (depth: number): unknown => (depth ? { M: { a: nested(depth - 1) } } : null)
  const odd: unknown[] = [
    null,
    0,
    -1,
    1.5,
    true,
    '',
    'constructor',
    '\0',
    '\ud800',
    'x'.repeat(3000),
    [],
    {},
    [null],
    [[]],
    { S: null },
    { S: 1 },
    { N: 'many' },
    { N: '9'.repeat(40) },
    { N: '1e999' },
    { SS: [] },
    { NS: ['1', '1.0'] },
    { B: '?' },
    { L: [null] },
    { M: null },
    { S: 'a', N: '1' },
    nested(20),
    nested(500),
    '((((((((((((((((((((',
    'NOT '.repeat(200),
    'SET a = list_append(a, :v)',
    'REMOVE a[99999999999999999999].b',
    'size(:v) = :v',
    'begins_with(a, :v)',
    ':v BETWEEN a AND a',
    'DELETE a :v',
  ]

  /** The same numbers in every run: https://en.wikipedia.org/wiki/Xorshift */
  let state = 88172645
  const random = (below: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const any = <T>(list: T[]): T => list[random(list.length)] as T
  /** Puts something odd somewhere into a value. */
  const spoil = (value: unknown): unknown => {
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
    if (!keys.length || random(4) === 0) return any(odd)
    const at = any(keys)
    if (Array.isArray(value)) return value.map((one, n) => (String(n) === at ? spoil(one) : one))
    const { [at]: found, ...rest } = value as Record<string, unknown>
    const how = random(8)
    if (how === 0) return rest
    if (how === 1) return { ...rest, [any(['a', 'L', 'M', 'TableName', '#a', ':v'])]: found }
    return { ...rest, [at]: spoil(found) }
  }

  test('is refused as DynamoDB does it, two thousand times', async () => {
    const codes = new Map<string, number>()
    for (let round = 0; round < 2000; round++) {
      const [operation, start] = any(starts)
      const body = JSON.stringify(random(3) ? spoil(start) : spoil(spoil(start)))
      const outcome = Promise.try(() =>
        started.tables.call({ role: 'admin' }, operation, parseJson(body)),
      )
      const { code, status } = await outcome.then(
        () => ({ code: 'none', status: 200 }),
        (error: Error) => (error instanceof ServiceError ? error : assert.fail(error)),
      )
      assert.ok(status < 500 || code === 'NotAvailableLocally', `${operation} ${body}: ${code}`)
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    assert.ok((codes.get('ValidationException') ?? 0) > 200)
    assert.ok((codes.get('SerializationException') ?? 0) > 200)
    await put(box('after'))
    assert.deepEqual(await get('after'), box('after'))
  })

  test('is refused also when it is no JSON', async () => {
    for (const body of ['', '{', 'null', '[]', '"x"', '1', '{"TableName":"Box"', '\0']) {
      const { __type } = await started.send('admin', 'DynamoDB_20120810.GetItem', body)
      assert.match(__type ?? '', /^(Serialization|Validation)Exception$/, body)
    }
  })

  test('with many brackets takes no longer than another', async () => {
    const start = performance.now()
    for (const depth of [10, 100, 400]) {
      const open = 'NOT ('.repeat(depth)
      const FilterExpression = `${open}a = :v${')'.repeat(depth)}`
      await good('Scan', { TableName: 'Box', FilterExpression, ...values })
      const redundant = { FilterExpression: `${'('.repeat(depth)}a = :v` }
      await bad('Scan', { TableName: 'Box', ...redundant, ...values }, 'ValidationException')
    }
    const long = { TableName: 'Box', FilterExpression: `${'NOT ('.repeat(900)}a = :v`, ...values }
    await bad('Scan', long, 'ValidationException', /size/)
    assert.ok(performance.now() - start < 5000)
  })

  test('that stops half way is nobody else’s concern', async () => {
    const headers = signedHeaders(
      { accessKeyId: 'admin', secretAccessKey: 's' },
      {
        url,
        service: 'dynamodb',
        headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      },
    )
    const { host: _, ...sent } = headers
    for (let round = 0; round < 3; round++) {
      await new Promise<void>((done) => {
        const upload = send(url, {
          method: 'POST',
          headers: { ...sent, 'content-length': 14 << 20 },
        })
        upload.on('error', () => done())
        upload.write(Buffer.alloc(4 << 20, 'x'), () => upload.destroy())
        upload.on('close', () => done())
      })
    }
    const large = await started.send('admin', 'DynamoDB_20120810.PutItem', 'x'.repeat(17 << 20))
    assert.equal(large.status, 413)
    assert.deepEqual(await get('after'), box('after'))
  })
})
