import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda'

interface Item {
  id: string
  name: string
}

const items: Item[] = [
  { id: '1', name: 'Binoculars' },
  { id: '2', name: 'Notebook' },
]

/** Answers `GET /items` and `POST /items`. New items are kept nowhere: add a table for that. */
export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  if (event.requestContext.http.method === 'GET') return answer(200, items)
  const name = nameIn(event.body)
  if (!name) return answer(400, { message: 'Send the name of the item.' })
  return answer(201, { id: randomUUID(), name } satisfies Item)
}

function nameIn(body: string | null = null): string {
  try {
    const { name } = JSON.parse(body ?? '{}') as { name?: unknown }
    return String(name ?? '').trim()
  } catch {
    return ''
  }
}

function answer(statusCode: number, body: unknown) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}
