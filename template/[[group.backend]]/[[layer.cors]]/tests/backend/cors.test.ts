import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { APIGatewayProxyEvent, Context } from 'aws-lambda'
import { withCors } from '../../amplify/cors.ts'

const handler = withCors('https://www.example.com http://localhost:3000', async () => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: 'Hello',
}))

async function answerTo(headers: Record<string, string>) {
  const event = { headers } as unknown as APIGatewayProxyEvent
  const answer = await handler(event, {} as Context, () => {})
  assert.partialDeepStrictEqual(answer, { statusCode: 200, body: 'Hello' })
  return answer?.headers
}

suite('answers of functions behind a REST API', () => {
  test('a page of the app may read them', async () => {
    for (const origin of ['https://www.example.com', 'http://localhost:3000']) {
      for (const name of ['origin', 'Origin']) {
        assert.deepEqual(await answerTo({ [name]: origin }), {
          'content-type': 'text/plain',
          vary: 'origin',
          'access-control-allow-origin': origin,
        })
      }
    }
  })

  test('a page from elsewhere may not', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:3001', 'null', '*', '']) {
      assert.deepEqual(await answerTo({ origin }), {
        'content-type': 'text/plain',
        vary: 'origin',
      })
    }
    assert(!('access-control-allow-origin' in ((await answerTo({})) ?? {})))
  })
})
