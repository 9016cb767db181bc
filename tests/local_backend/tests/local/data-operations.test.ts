// Custom queries, mutations and subscriptions: by functions and by JavaScript handlers.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { generateClient } from 'aws-amplify/data'
import type { Schema } from '../../amplify/data/resource.ts'
import { joined, startSample, type Person } from './support.ts'

const sample = await startSample()
const client = generateClient<Schema>()
let ada: Person, admin: Person
before(async () => {
  admin = await joined(sample, 'admin', 'ADMINS')
  ada = await joined(sample, 'ada')
})

describe('a query handled by a function', () => {
  test('gives the function arguments, identity, environment and secret', async () => {
    const { data, errors } = await client.queries.sayHello({ name: 'Ada' })
    assert.equal(errors, undefined)
    assert.deepEqual(data, { message: 'Hello, Ada!', by: ada.sub, salute: 'Ahoy' })
  })

  test('reports what the function throws', async () => {
    const { data, errors } = await client.queries.sayHello({ name: 'nobody' })
    assert.equal(data, null)
    assert.equal(errors?.[0]?.message, 'nobody is not greeted')
    assert.equal(errors?.[0]?.errorType, 'Lambda:Unhandled')
  })

  test('reports a function that takes too long', async () => {
    const { data, errors } = await client.queries.takeYourTime()
    assert.equal(data, null)
    assert.match(errors?.[0]?.message ?? '', /Task timed out after 1.00 seconds/)
  })

  test('is refused to whom the rule does not name', async () => {
    const { errors } = await client.queries.sayHello({ name: 'Key' }, { authMode: 'apiKey' })
    assert.equal(errors?.[0]?.errorType, 'Unauthorized')
  })
})

describe('a mutation handled asynchronously', () => {
  test('answers at once, and the function runs', async () => {
    const options = { authMode: 'userPool', authToken: admin.token } as const
    const { data, errors } = await client.mutations.runNightly(options)
    assert.equal(errors, undefined)
    assert.equal(data?.success, true)
    const ran = sample.backend.services.functions.invocations()
    assert.ok(ran.some(({ functionName }) => functionName === 'nightly'))
  })

  test('is refused to who is not in its group', async () => {
    const { errors } = await client.mutations.runNightly()
    assert.equal(errors?.[0]?.errorType, 'Unauthorized')
  })
})

describe('a JavaScript handler', () => {
  test('answers without a data source', async () => {
    const { data } = await client.mutations.publish({ channel: 'news', text: 'Hear!' })
    assert.deepEqual(data, { channel: 'news', text: 'Hear!' })
  })

  test('raises errors of its own type', async () => {
    const { data, errors } = await client.mutations.publish({ channel: 'news', text: '' })
    assert.equal(data, null)
    assert.deepEqual(
      [errors?.[0]?.message, errors?.[0]?.errorType],
      ['Say something', 'EmptyMessage'],
    )
  })

  test('hands its stash to the next one, which writes to a table', async () => {
    const { data } = await client.mutations.announce({ text: 'quiet please' })
    assert.equal(data?.text, 'QUIET PLEASE')
    const { data: stored } = await client.models.Announcement.get(
      { id: data?.id ?? '' },
      { authMode: 'apiKey' },
    )
    assert.equal(stored?.text, 'QUIET PLEASE')
  })

  test('may return early and skip the rest', async () => {
    const { data } = await client.mutations.announce({ text: 'silence' })
    assert.equal(data?.id, 'none')
    const { data: stored } = await client.models.Announcement.get(
      { id: 'none' },
      { authMode: 'apiKey' },
    )
    assert.equal(stored, null)
  })
})
