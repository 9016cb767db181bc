// Small helpers around node:http that the services share.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ServiceError } from './types.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

const megabyte = 1 << 20

/**
 * The whole body. Throws a ServiceError (413) for one of more than `limit` bytes, and ends the
 * connection of one that stops half way.
 */
export async function readBody(
  request: AsyncIterable<Buffer>,
  limit = 6 * megabyte,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // What comes after it is read and dropped, or the sender would not hear the answer.
    if (size <= limit) chunks.push(chunk)
  }
  if (size <= limit) return Buffer.concat(chunks)
  throw new ServiceError(
    'RequestEntityTooLargeException',
    `The request has more than ${limit} bytes, which is what AWS takes here.`,
    413,
  )
}

/** The whole body as text. */
export async function readText(request: IncomingMessage, limit?: number): Promise<string> {
  return (await readBody(request, limit)).toString('utf8')
}

/** The body as a JSON object; an empty one is an empty object. Throws a ServiceError for anything else. */
export async function readJson<T extends object>(
  request: IncomingMessage,
  limit?: number,
): Promise<T> {
  return parseJson<T>(await readBody(request, limit))
}

/** As `readJson`, of a body that was read already. */
export function parseJson<T extends object>(body: Buffer | string): T {
  let value: unknown
  try {
    value = JSON.parse(String(body) || '{}')
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON')
  }
  if (isObject(value)) return value as T
  throw new ServiceError('SerializationException', 'The request body is not a JSON object')
}

/** A JSON object: no list, not null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part of a path, decoded. Throws a ServiceError for a percent sign that encodes nothing. */
export function decodePath(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ServiceError('BadRequestException', `${part} is not a path: a % encodes nothing`)
  }
}

/** Answers with JSON, by default in the media type of AWS's JSON protocols. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/x-amz-json-1.1',
): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
}

/** Answers with an error in the shape of AWS: `{ __type, message }`. */
export function sendError(response: ServerResponse, error: unknown): void {
  const { code, message, status } =
    error instanceof ServiceError
      ? error
      : new ServiceError(
          'InternalFailure',
          error instanceof Error ? error.message : String(error),
          500,
        )
  if (response.headersSent) response.destroy()
  else sendJson(response, status, { __type: code, message })
}
