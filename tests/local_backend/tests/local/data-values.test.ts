// Which values fields take and give, and what filters and conditions make of them.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { joined, startSample, type Person } from './support.ts'

const sample = await startSample()
let ada: Person
before(async () => {
  ada = await joined(sample, 'ada')
})

type Item = Record<string, unknown>
type Answer = { data?: Record<string, Item | null> | null; errors?: { message: string }[] }

async function ask(query: string, variables?: object): Promise<Answer> {
  const response = await fetch(`${sample.url}/graphql`, {
    method: 'POST',
    headers: { authorization: ada.token },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Answer
}
/** The only field of an answer without errors. */
async function good(query: string, variables?: object): Promise<Item> {
  const { data, errors } = await ask(query, variables)
  assert.equal(errors, undefined, JSON.stringify(errors))
  return Object.values(data ?? {})[0] as Item
}
const refusal = async (query: string, variables?: object) =>
  (await ask(query, variables)).errors?.[0]?.message ?? 'none'

const specimen = 'mutation ($input: CreateSpecimenInput!) { createSpecimen(input: $input) '
const node = (input: Item, selected = 'id') =>
  good(`mutation ($input: CreateNodeInput!) { createNode(input: $input) { ${selected} } }`, {
    input,
  })

describe('a field keeps as it was given, and refuses what is no such value:', () => {
  type Values = Record<string, { good: unknown[]; bad: unknown[]; kind?: string }>
  const values: Values = {
    text: { good: ['', 'ä', '🌍', 'a"b\\c\n$x #if'], bad: [{}, []] },
    number: { good: [0, -2147483648, 2147483647], bad: [2147483648, 1.5, 'x', {}] },
    ratio: { good: [0, -1.5, 1.7e18, 1e-7, 9007199254740993, 1.5e100], bad: ['x', {}] },
    flag: { good: [true, false], bad: ['x', {}] },
    kind: { good: ['RARE'], bad: ['LOST', {}] },
    date: {
      good: ['2026-01-02', '2026-01-02Z', '2026-01-02-07:00', '2024-02-29+05:30'],
      bad: ['2026-02-29', '2026-13-01', '2026-1-2', '2026-01-02T10:00Z', 'x', 3],
    },
    time: {
      good: ['10:30', '10:30Z', '10:30:00+02:00', '12:30:24.500+05:30', '23:59:59.123456789'],
      bad: ['24:00', '10:60', '10', '10:30+2', 'x', 3],
    },
    dateTime: {
      good: ['2026-01-02T10:30Z', '2026-01-02T12:30:24-07:00', '2026-01-02T12:30:24.500+05:30'],
      bad: ['2026-01-02T10:30', '2026-01-02', '2026-02-30T10:30Z', 'tomorrow', 3],
    },
    timestamp: { good: [0, -1, 1_700_000_000, 1_700_000_000_000], bad: ['x', 1.5, {}] },
    email: { good: ['a.b+c@example.co.uk'], bad: ['a', 'a@', '@b.de', 3] },
    json: { good: ['{"a":[1,null]}', '"x"', '3', '[]'], bad: ['{a:1}', 'x', { a: 1 }, 3] },
    url: {
      good: ['https://example.com', 'http://example.com/a?b=c#d', 'mailto:a@example.com'],
      bad: ['example.com', 'https://example.com//a', '/a', 3],
    },
    phone: { good: ['+14155552671', '415-555-2671', '+49 30 901820'], bad: ['12', 'x', 3] },
    ipAddress: {
      good: ['10.0.0.1', '10.0.0.0/8', '::1', '1a2b:3c4b::1234:4567', '2001:db8::/32'],
      bad: ['10.0.0.256', '10.0.0.0/33', '10.0.0', '::1/129', 3],
    },
    times: { good: [['10:30', '11:00:00Z'], []], bad: [['x']] },
    numbers: { good: [[0, 1], []], bad: [['x']] },
  }
  for (const [name, { good: taken, bad }] of Object.entries(values)) {
    test(name, async () => {
      for (const value of taken) {
        const kept = await good(`${specimen} { id ${name} } }`, { input: { [name]: value } })
        assert.deepEqual(kept[name], value)
        const query = `{ getSpecimen(id: "${String(kept.id)}") { ${name} } }`
        assert.deepEqual((await good(query))[name], value)
      }
      for (const value of bad) {
        const told = `${name}: ${JSON.stringify(value)}`
        assert.match(
          await refusal(`${specimen} { id } }`, { input: { [name]: value } }),
          /\w/,
          told,
        )
        const { data } = await ask(`${specimen} { id } }`, { input: { [name]: value } })
        assert.equal(data ?? null, null, told)
      }
    })
  }

  test('as literals too', async () => {
    const given = `text: "", number: -1, ratio: 1.7e18, date: "2026-01-02Z", time: "10:30",
      timestamp: 0, json: "[1]", url: "https://example.com", flag: false, kind: RARE`
    const selected = 'text number ratio date time timestamp json url flag kind'
    assert.deepEqual(
      await good(`mutation { createSpecimen(input: { ${given} }) { ${selected} } }`),
      {
        text: '',
        number: -1,
        ratio: 1.7e18,
        date: '2026-01-02Z',
        time: '10:30',
        timestamp: 0,
        json: '[1]',
        url: 'https://example.com',
        flag: false,
        kind: 'RARE',
      },
    )
    for (const wrong of [
      'date: today',
      'date: "x"',
      'timestamp: "1"',
      'json: "{"',
      'kind: "RARE"',
    ]) {
      const message = await refusal(`mutation { createSpecimen(input: { ${wrong} }) { id } }`)
      assert.match(message, /Expected value of type|cannot represent/, wrong)
    }
  })
})

describe('relationships', () => {
  test('to the same model are followed; one that is not set is null', async () => {
    const { id } = await node({ name: 'root' })
    const selected = 'name parent { name parent { name } } children { items { name } }'
    const child = await node({ name: 'leaf', parentId: id }, 'id')
    assert.deepEqual(await good(`{ getNode(id: "${String(id)}") { ${selected} } }`), {
      name: 'root',
      parent: null,
      children: { items: [{ name: 'leaf' }] },
    })
    const { parent } = await good(`{ getNode(id: "${String(child.id)}") { ${selected} } }`)
    assert.deepEqual(parent, { name: 'root', parent: null })
    const filter = '{ name: { eq: "root" } }'
    const { items } = await good(`{ listNodes(filter: ${filter}) { items { ${selected} } } }`)
    assert.equal((items as Item[]).length, 1)
  })

  test('are null in the answer of a mutation where other rules hold for them', async () => {
    const { id } = await good('mutation { createProject(input: { name: "Above" }) { id } }')
    const input = `{ title: "below", projectId: "${String(id)}" }`
    const made = await good(`mutation { createTask(input: ${input}) { title project { name } } }`)
    assert.deepEqual(made, { title: 'below', project: null })
  })

  test('are sorted by their sort key, in both directions and in pages', async () => {
    const { id: parentId } = await node({ name: 'sorted' })
    for (const size of [3, 1, 10, 2]) await node({ name: `of ${size}`, size, parentId })
    const sizes = async (rest: string) => {
      const query = `{ nodesBySize(parentId: "${String(parentId)}" ${rest}) { items { size } nextToken } }`
      const { items, nextToken } = await good(query)
      return { sizes: (items as Item[]).map(({ size }) => size), nextToken: nextToken as string }
    }
    assert.deepEqual((await sizes('')).sizes, [1, 2, 3, 10])
    assert.deepEqual((await sizes('sortDirection: DESC')).sizes, [10, 3, 2, 1])
    assert.deepEqual((await sizes('size: { between: [2, 3] }')).sizes, [2, 3])
    assert.deepEqual((await sizes('size: { gt: 3 } sortDirection: DESC')).sizes, [10])
    const first = await sizes('limit: 3')
    const token = JSON.stringify(first.nextToken)
    assert.deepEqual((await sizes(`limit: 3 nextToken: ${token}`)).sizes, [10])
  })
})

describe('filters', () => {
  const given: Item[] = [
    { text: 'one', number: 1, flag: true, kind: 'RARE', kinds: ['RARE'], date: '2026-01-01' },
    { text: 'two', number: 2, flag: false, kind: 'COMMON', numbers: [1, 2], times: ['10:30'] },
    { text: 'three', number: 3, ratio: 1.5, kind: 'RARE', kinds: ['RARE', 'COMMON'] },
    { text: 'four', number: null, email: 'four@example.com' },
    { text: '', ratio: 2.5 },
  ]
  before(async () => {
    for (const input of given)
      await good(`${specimen} { id } }`, { input: { ...input, phone: '+14155552672' } })
  })
  const found = async (filter: unknown) => {
    const variables = { filter: { and: [{ phone: { eq: '+14155552672' } }, filter] } }
    const query =
      'query ($filter: ModelSpecimenFilterInput) { listSpecimen(filter: $filter) { items { text } } }'
    const { items } = await good(query, variables)
    return (items as Item[]).map(({ text }) => text).sort()
  }
  const cases: [filter: unknown, texts: string[]][] = [
    [{ number: { eq: 2 } }, ['two']],
    [{ number: { ne: 2 } }, ['', 'four', 'one', 'three']],
    [{ number: { gt: 1 } }, ['three', 'two']],
    [{ number: { ge: 2 } }, ['three', 'two']],
    [{ number: { lt: 2 } }, ['one']],
    [{ number: { le: 2 } }, ['one', 'two']],
    [{ number: { between: [2, 3] } }, ['three', 'two']],
    [{ number: { gt: 1, lt: 3 } }, ['two']],
    [{ text: { contains: 'o' } }, ['four', 'one', 'two']],
    [{ text: { notContains: 'o' } }, ['', 'three']],
    [{ text: { beginsWith: 't' } }, ['three', 'two']],
    [{ text: { between: ['one', 'three'] } }, ['one', 'three']],
    [{ text: { size: { eq: 4 } } }, ['four']],
    [{ text: { size: { gt: 3, le: 5 } } }, ['four', 'three']],
    [{ text: { size: { between: [4, 5] } } }, ['four', 'three']],
    [{ text: { eq: '' } }, ['']],
    [{ email: { attributeType: 'string' } }, ['four']],
    [{ number: { attributeType: '_null' } }, ['four']],
    [{ number: { attributeType: 'number' } }, ['one', 'three', 'two']],
    [{ number: { attributeExists: false } }, ['']],
    [{ number: { attributeExists: true } }, ['four', 'one', 'three', 'two']],
    [{ number: { eq: null } }, ['four']],
    [{ flag: { eq: false } }, ['two']],
    [{ kind: { eq: 'RARE' } }, ['one', 'three']],
    [{ kind: { ne: 'RARE' } }, ['', 'four', 'two']],
    [{ kinds: { contains: 'COMMON' } }, ['three']],
    [{ times: { contains: '10:30' } }, ['two']],
    [{ ratio: { gt: 1.5 } }, ['']],
    [{ date: { beginsWith: '2026' } }, ['one']],
    [{ or: [{ number: { eq: 1 } }, { text: { eq: 'four' } }] }, ['four', 'one']],
    [{ not: { text: { contains: 'o' } } }, ['', 'three']],
    [{ not: { or: [{ number: { eq: 1 } }, { number: { eq: 2 } }] } }, ['', 'four', 'three']],
    [{ and: [{ kind: { eq: 'RARE' } }, { not: { number: { lt: 3 } } }] }, ['three']],
    [
      { or: [{ and: [{ number: { eq: 1 } }, { flag: { eq: true } }] }, { number: { eq: 3 } }] },
      ['one', 'three'],
    ],
    [{ text: null }, ['', 'four', 'one', 'three', 'two']],
    [{ text: { contains: 'o' }, and: null, or: null, not: null }, ['four', 'one', 'two']],
    [{}, ['', 'four', 'one', 'three', 'two']],
  ]
  for (const [filter, texts] of cases) {
    test(JSON.stringify(filter), async () => {
      assert.deepEqual(await found(filter), texts)
    })
  }

  test('know a field from an operator of its name', async () => {
    await node({ name: 'filtered', size: 4, carrier: 'four', between: 5 })
    const query = (filter: string) => `{ listNodes(filter: ${filter}) { items { name } } }`
    const { items } = await good(
      query('{ size: { eq: 4 }, carrier: { size: { eq: 4 } }, between: { between: [5, 6] } }'),
    )
    assert.deepEqual(items, [{ name: 'filtered' }])
  })
})

describe('conditions', () => {
  const update =
    'mutation ($input: UpdateNodeInput!, $condition: ModelNodeConditionInput) { updateNode'
  const change = (input: Item, condition: unknown) =>
    ask(`${update}(input: $input, condition: $condition) { size } }`, { input, condition })

  test('let an update through, or refuse it', async () => {
    const { id } = await node({ name: 'root', size: 1 })
    const accepted = [
      { name: { eq: 'root' } },
      { size: { between: [1, 5] }, name: { beginsWith: 'r' } },
      { or: [{ name: { eq: 'x' } }, { size: { gt: 0 } }] },
      { not: { name: { eq: 'x' } } },
      null,
    ]
    for (const [size, condition] of accepted.entries()) {
      const { data, errors } = await change({ id, size: size + 1 }, condition)
      assert.deepEqual([data?.updateNode?.size, errors], [size + 1, undefined])
    }
    for (const condition of [{ name: { eq: 'x' } }, { size: { gt: 100 } }]) {
      const { data, errors } = await change({ id, size: 0 }, condition)
      assert.deepEqual(data, { updateNode: null })
      assert.match(JSON.stringify(errors), /DynamoDB:ConditionalCheckFailedException/)
    }
    assert.equal((await good(`{ getNode(id: "${String(id)}") { size } }`)).size, accepted.length)
  })

  test('hold for creations and deletions', async () => {
    const { id } = await node({ name: 'kept' })
    const remove = (name: string) =>
      ask(
        `mutation { deleteNode(input: { id: "${String(id)}" }, condition: { name: { eq: "${name}" } }) { id } }`,
      )
    assert.match(JSON.stringify(await remove('x')), /ConditionalCheckFailed/)
    assert.equal((await remove('kept')).errors, undefined)
    const create = (condition: string) =>
      ask(`mutation { createNode(input: { name: "new" }, condition: ${condition}) { name } }`)
    assert.equal((await create('{ name: { attributeExists: false } }')).errors, undefined)
    assert.match(JSON.stringify(await create('{ name: { eq: "x" } }')), /ConditionalCheckFailed/)
  })
})

test('a page that is no page is an error of the field', async () => {
  for (const nextToken of ['x', 'e30=', 'eyJpZCI6eyJOIjoiMSJ9fQ==']) {
    const { data, errors } = await ask(`{ listNodes(nextToken: "${nextToken}") { items { id } } }`)
    assert.equal(data?.listNodes ?? null, null)
    assert.ok(errors?.length)
  }
})
