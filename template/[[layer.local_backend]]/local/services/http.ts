// Small helpers around node:http that the services share.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ServiceError } from './types.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

/** The whole body as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  return (await buffer(request)).toString('utf8')
}

/** The body as JSON; an empty one is an empty object. Throws a ServiceError for anything else. */
export async function readJson<T>(request: IncomingMessage): Promise<T> {
  const body = await readText(request)
  try {
    return JSON.parse(body || '{}') as T
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON')
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

/**
 * The access key id of a signed request, from its header or its presigned URL. Signatures are not
 * checked: access keys of this backend are random and stay on this machine.
 */
export function accessKeyOf(request: Pick<IncomingMessage, 'headers' | 'url'>): string | undefined {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const credential =
    searchParams.get('X-Amz-Credential') ??
    /^AWS4-HMAC-SHA256 .*Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1]
  return credential?.split('/')[0]
}
