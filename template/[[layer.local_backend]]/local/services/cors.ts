// CORS as HTTP APIs and function URLs apply it by themselves.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
import type { IncomingMessage, ServerResponse } from 'node:http'

export type CorsConfiguration = {
  AllowOrigins?: string[]
  AllowMethods?: string[]
  AllowHeaders?: string[]
  ExposeHeaders?: string[]
  AllowCredentials?: boolean
  MaxAge?: number
}

/** Adds what a page elsewhere needs, if it is allowed; nothing without a configuration. */
export function applyCors(
  cors: CorsConfiguration | undefined,
  { headers: { origin }, method }: IncomingMessage,
  response: ServerResponse,
): void {
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] } = cors ?? {}
  if (!cors || !origin || !AllowOrigins.some((allowed) => allows(allowed, origin))) return
  const set = (name: string, value: string | undefined) =>
    value && response.setHeader(`access-control-${name}`, value)
  set('allow-origin', AllowOrigins.includes('*') ? '*' : origin)
  set('allow-credentials', cors.AllowCredentials ? 'true' : undefined)
  set('expose-headers', ExposeHeaders.join(','))
  if (method !== 'OPTIONS') return
  set('allow-methods', AllowMethods.join(','))
  set('allow-headers', AllowHeaders.join(','))
  set('max-age', cors.MaxAge?.toString())
}

const allows = (allowed: string, origin: string) =>
  allowed === '*' ||
  allowed === origin ||
  (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1)))
