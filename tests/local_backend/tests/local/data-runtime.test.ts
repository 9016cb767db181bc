// The utilities of resolvers: in JavaScript, in templates, and those that write requests to DynamoDB.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import type { GraphQLResolveInfo } from 'graphql'
import type { Schema } from '../../amplify/data/resource.ts'
import * as ddb from '../../local/services/appsync-utils-dynamodb.ts'
import { velocityHandler, type Context } from '../../local/services/appsync-velocity.ts'
import { joined, startSample, type Person } from './support.ts'

const sample = await startSample()
const client = generateClient<Schema>()
let ada: Person
before(async () => {
  ada = await joined(sample, 'ada')
})

const milliseconds = Date.UTC(2026, 0, 2, 10, 30, 5)

describe('util in JavaScript', () => {
  const call = async (name: string, given: unknown[]) => {
    const args = { call: name, with: JSON.stringify(given) }
    const { data, errors } = await client.queries.runtime(args)
    if (errors) throw new Error(errors[0]?.message)
    return (JSON.parse(String(data)) as { is: unknown }).is
  }
  const cases: [name: string, given: unknown[], result: unknown][] = [
    ['escapeJavaScript', ['a"b'], 'a\\"b'],
    ['urlEncode', ['a b&ä'], 'a%20b%26%C3%A4'],
    ['urlDecode', ['a%20b%26%C3%A4'], 'a b&ä'],
    ['base64Encode', ['ä'], 'w6Q='],
    ['base64Decode', ['w6Q='], 'ä'],
    ['isNull', [null], true],
    ['isNullOrEmpty', [{}], true],
    ['isNullOrEmpty', [false], false],
    ['isNullOrBlank', ['  '], true],
    ['defaultIfNull', [null, 1], 1],
    ['defaultIfNullOrEmpty', ['', 'x'], 'x'],
    ['defaultIfNullOrBlank', [' ', 'x'], 'x'],
    ['isNumber', [1.5], true],
    ['isString', ['x'], true],
    ['isBoolean', [false], true],
    ['isList', [[]], true],
    ['isMap', [{}], true],
    ['typeOf', [[1]], 'List'],
    ['typeOf', [1], 'Number'],
    ['matches', ['a*b', 'aaab'], true],
    ['authType', [], 'User Pool Authorization'],
    ['time.parseISO8601ToEpochMilliSeconds', ['2026-01-02T12:30:05+02:00'], milliseconds],
    ['time.epochMilliSecondsToSeconds', [milliseconds], milliseconds / 1000],
    ['time.epochMilliSecondsToISO8601', [milliseconds], '2026-01-02T10:30:05.000Z'],
    [
      'time.epochMilliSecondsToFormatted',
      [milliseconds, 'yyyy-MM-dd HH:mm:ssZ', 'Europe/Berlin'],
      '2026-01-02 11:30:05+0100',
    ],
    [
      'time.parseFormattedToEpochMilliSeconds',
      ['2026-01-02 10:30:05', 'yyyy-MM-dd HH:mm:ss'],
      milliseconds,
    ],
    ['str.toUpper', ['ä'], 'Ä'],
    ['str.toLower', ['Ä'], 'ä'],
    ['str.toReplace', ['a.b.c', '.', '$&'], 'a$&b$&c'],
    ['str.normalize', ['é', 'nfc'], 'é'],
    ['math.roundNum', [1.5], 2],
    ['math.minVal', [[3, 1]], 1],
    ['math.maxVal', [3, 1], 3],
    [
      'list.copyAndRetainAll',
      [
        [1, 2, 3],
        [1, 3],
      ],
      [1, 3],
    ],
    [
      'list.copyAndRemoveAll',
      [
        [1, 2, 3],
        [1, 3],
      ],
      [2],
    ],
    ['list.sortList', [[{ n: 2 }, { n: 1 }], false, 'n'], [{ n: 1 }, { n: 2 }]],
    ['map.copyAndRetainAllKeys', [{ a: 1, b: 2 }, ['a']], { a: 1 }],
    ['map.copyAndRemoveAllKeys', [{ a: 1, b: 2 }, ['a']], { b: 2 }],
    ['dynamodb.toDynamoDB', [''], { S: '' }],
    ['dynamodb.toDynamoDB', [[1, null]], { L: [{ N: '1' }, { NULL: true }] }],
    ['dynamodb.toNumber', [1.7e18], { N: '1700000000000000000' }],
    ['dynamodb.toStringSet', [['a']], { SS: ['a'] }],
    ['dynamodb.toBoolean', [true], { BOOL: true }],
    ['dynamodb.toMapValues', [{ a: { b: 1 } }], { a: { M: { b: { N: '1' } } } }],
    ['dynamodb.toMapValuesJson', [{ a: 1 }], '{"a":{"N":"1"}}'],
    [
      'transform.toDynamoDBFilterExpression',
      [{ title: { contains: 'x' } }],
      JSON.stringify({
        expression: 'contains(#title, :title_contains)',
        expressionNames: { '#title': 'title' },
        expressionValues: { ':title_contains': { S: 'x' } },
      }),
    ],
    ['transform.toSubscriptionFilter', [{ a: { eq: 1 }, b: { eq: 2 } }, ['b']], { a: { eq: 1 } }],
    ['http.copyHeaders', [{ host: 'x', 'x-own': 'y' }], { 'x-own': 'y' }],
  ]
  for (const [name, given, result] of cases) {
    test(`${name}(${JSON.stringify(given).slice(1, -1)})`, async () => {
      assert.deepEqual(await call(name, given), result)
    })
  }

  test('makes ids and times', async () => {
    assert.match(String(await call('autoId', [])), /^[\da-f-]{36}$/)
    assert.match(String(await call('autoUlid', [])), /^[\dA-Z]{26}$/)
    assert.match(String(await call('autoKsuid', [])), /^[\dA-Za-z]{27}$/)
    assert.match(String(await call('time.nowISO8601', [])), /^\d{4}-\d\d-\d\dT.*Z$/)
    const seconds = Number(await call('time.nowEpochSeconds', []))
    assert.ok(Math.abs(seconds - Date.now() / 1000) < 10)
    assert.equal(
      await call('time.nowFormatted', ['yyyy-MM-dd']),
      new Date().toISOString().slice(0, 10),
    )
  })

  test('names what is missing', async () => {
    await assert.rejects(call('xml.toMap', ['<a/>']), /util.xml is not available locally/)
    await assert.rejects(call('time.tomorrow', []), /util.time.tomorrow is not available locally/)
  })

  test('fails with a type, data and info', async () => {
    const args = { call: 'error', with: JSON.stringify(['No', 'Mine', { a: 1 }, { b: 2 }]) }
    const { errors } = await client.queries.runtime(args)
    const { message, errorType, errorInfo, data } = errors?.[0] as unknown as Record<
      string,
      unknown
    >
    assert.deepEqual([message, errorType, data, errorInfo], ['No', 'Mine', { a: 1 }, { b: 2 }])
    const refused = await client.queries.runtime({ call: 'unauthorized', with: '[]' })
    assert.match(
      refused.errors?.[0]?.message ?? '',
      /^Not Authorized to access runtime on type Query$/,
    )
    const beside = await client.queries.runtime({ call: 'appendError', with: '["Beside","Mine"]' })
    assert.equal(beside.errors?.[0]?.errorType, 'Mine')
    assert.ok(beside.data)
  })
})

test('a handler sees its request, and adds headers to the answer', async () => {
  const query = `query Q($c: String!) { runtime(call: $c) more: runtime(
    call: "http.addResponseHeader", with: "[\\"x-answer\\", \\"yes\\"]") }`
  const answer = await fetch(`${sample.url}/graphql`, {
    method: 'POST',
    headers: { authorization: ada.token, 'x-own': 'mine' },
    body: JSON.stringify({ query, variables: { c: 'ctx' } }),
  })
  assert.equal(answer.headers.get('x-answer'), 'yes')
  const { data } = (await answer.json()) as { data: { runtime: string } }
  assert.deepEqual(JSON.parse(data.runtime), {
    args: { call: 'ctx' },
    info: {
      fieldName: 'runtime',
      parentTypeName: 'Query',
      variables: { c: 'ctx' },
      selectionSetList: [],
      selectionSetGraphQL: '',
    },
    prev: { result: {} },
    own: 'mine',
    outErrors: [],
    env: {},
  })
})

describe('a template', () => {
  const info = {
    fieldName: 'field',
    parentType: { name: 'Query' },
    path: { key: 'field' },
    fieldNodes: [],
    variableValues: {},
  } as unknown as GraphQLResolveInfo
  const render = (template: string, given: { args?: unknown; source?: unknown } = {}) => {
    const context: Context = {
      caller: { mode: 'API_KEY' },
      headers: {},
      sourceIp: '',
      errors: [],
      called: [],
      responseHeaders: {},
    }
    const values = { source: given.source, arguments: given.args ?? {}, stash: {} }
    const { result } = velocityHandler(template, sample.assembly)(values, context, info)
    const [error] = context.errors as { extensions: object }[]
    if (error) throw Object.assign(new Error(), error.extensions)
    return result
  }

  test('returns the value that it wrote as JSON, not its text', () => {
    assert.equal(render('#return($util.toJson(null))'), null)
    assert.deepEqual(render('#return($util.toJson({ "a": 1 }))'), { a: 1 })
    assert.equal(render('#return("null")'), 'null')
    assert.equal(render('#return\n'), null)
  })

  test('tells null from an empty text', () => {
    assert.equal(
      render('#set( $x = $util.defaultIfNull($ctx.source.a, $ctx.source.b) ) $util.isNull($x)'),
      true,
    )
    assert.equal(render('$util.isNull($util.defaultIfNull("", "x"))'), false)
    assert.deepEqual(render('$util.dynamodb.toMapValuesJson($ctx.args)', { args: { a: '' } }), {
      a: { S: '' },
    })
  })

  test('changes the map that defaultIfNull gives', () => {
    const template = `#set( $m = $util.defaultIfNull($ctx.stash.m, {}) )
      $util.qr($m.put("a", 1)) $util.qr($m.putAll({ "b": [2] })) $util.toJson($m)`
    assert.deepEqual(render(template), { a: 1, b: [2] })
  })

  test('knows fields that have the names of its methods', () => {
    const source = { map: 1, mapper: 2, key: 3 }
    const template = '#set( $s = $ctx.source ) $util.qr($s.put("x", 4)) $util.toJson($s)'
    assert.deepEqual(render(template, { source }), { ...source, x: 4 })
  })

  test('names what is missing, and what a utility says', () => {
    assert.throws(() => render('$util.xml.toMap("<a/>")'), /\$util.xml is not available locally/)
    assert.throws(() => render('$util.str.shout("a")'), /\$util.str.shout is not available/)
    const filter = '{ "a": { "near": 1 } }'
    assert.throws(
      () => render(`$util.transform.toDynamoDBFilterExpression(${filter})`),
      /no filter near/,
    )
    assert.throws(() => render('$util.error("No", "Mine")'), { message: 'No', errorType: 'Mine' })
    assert.throws(() => render('$util.validate(false, "No")'), {
      errorType: 'CustomTemplateException',
    })
  })
})

describe('@aws-appsync/utils/dynamodb', () => {
  const key = { id: '1' }
  const { operations } = ddb

  test('writes requests', () => {
    assert.deepEqual(ddb.get({ key, projection: ['name', 'a.b'] }).projection, {
      expression: '#name, #a.#b',
      expressionNames: { '#name': 'name', '#a': 'a', '#b': 'b' },
    })
    assert.deepEqual(ddb.put({ key, item: { n: 1, s: '', no: undefined } }).attributeValues, {
      n: { N: '1' },
      s: { S: '' },
    })
    assert.equal(ddb.remove({ key, condition: {} }).condition, undefined)
    assert.equal(
      ddb.remove({ key, condition: { n: { gt: 1 } } }).condition?.expression,
      '#n > :n_gt',
    )
    const query = { id: { eq: '1' }, at: { between: [1, 2] } }
    assert.equal(
      ddb.query({ query, limit: 3 }).query?.expression,
      '#id = :id_eq AND #at BETWEEN :at_between_1 AND :at_between_2',
    )
    assert.equal(
      ddb.scan({ filter: { a: { attributeExists: false } } }).filter?.expression,
      'attribute_not_exists(#a)',
    )
    assert.throws(() => ddb.transactGet(), /transactGet .* not available locally/)
  })

  test('writes each operation of an update', () => {
    const { update } = ddb.update({
      key,
      update: {
        a: 1,
        b: operations.replace('x'),
        c: operations.remove(),
        d: operations.increment(2),
        e: operations.append(['x']),
        f: operations.updateListItem('y', 3),
        g: null,
        h: undefined,
      },
    })
    assert.equal(
      update.expression,
      'SET #u0 = :u0, #u1 = :u1, #u3 = if_not_exists(#u3, :zero) + :u3, ' +
        '#u4 = list_append(if_not_exists(#u4, :empty), :u4), #u5[3] = :u5 REMOVE #u2, #u6',
    )
  })
})
