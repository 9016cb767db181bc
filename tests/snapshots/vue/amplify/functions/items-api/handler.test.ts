import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handler } from './handler'

type Arguments = Parameters<typeof handler>

test('it lists the items', async () => {
  assert.partialDeepStrictEqual(await ask('GET'), { statusCode: 200 })
})

test('a new item has a name', async () => {
  assert.partialDeepStrictEqual(await ask('POST', '{"name":"Kite"}'), { statusCode: 201 })
  for (const body of [undefined, 'Kite', '{}', '{"name":" "}']) {
    assert.partialDeepStrictEqual(await ask('POST', body), { statusCode: 400 }, body)
  }
})

function ask(method: string, body?: string) {
  const event = { requestContext: { http: { method } }, body } as Arguments[0]
  return handler(event, {} as Arguments[1], () => {})
}
