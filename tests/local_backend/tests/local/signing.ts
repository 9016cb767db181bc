// Requests signed as an app signs them, with aws-amplify's own Signature Version 4.
import { signRequest } from '@aws-amplify/core/internals/aws-client-utils'

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
type Call = {
  url: string
  service: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** When it was signed. */
  at?: Date
}

/** The headers of a signed request. */
export function signedHeaders(credentials: Keys, call: Call): Record<string, string> {
  const { url, service, method = 'POST', headers = {}, body = '', at = new Date() } = call
  const request = { url: new URL(url), method, headers: { ...headers }, body }
  const signed = signRequest(request, {
    credentials,
    signingDate: at,
    signingRegion: 'us-east-1',
    signingService: service,
    uriEscapePath: service !== 's3',
  })
  return signed.headers as Record<string, string>
}

/** Calls a service with a signed request. */
export function callSigned(credentials: Keys, call: Call): Promise<Response> {
  const { url, method = 'POST', body } = call
  const { host: _, ...headers } = signedHeaders(credentials, call)
  return fetch(url, { method, headers, ...(body !== undefined && { body }) })
}
