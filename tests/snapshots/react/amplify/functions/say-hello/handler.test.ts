import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handler } from './handler'

type Arguments = Parameters<typeof handler>

test('it greets whoever tells a name, and else the world', async () => {
  assert.equal(await ask({ name: 'Ada' }), 'Hello, Ada! This is say-hello.')
  assert.equal(await ask({}), 'Hello, world! This is say-hello.')
})

function ask(question: Arguments[0]['arguments']) {
  const event = { arguments: question } as Arguments[0]
  return handler(event, {} as Arguments[1], () => {})
}
