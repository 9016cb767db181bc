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

/** Adds what a page elsewhere needs, if it is allowed what it asks for; nothing without a configuration. */
export function applyCors(
  cors: CorsConfiguration | undefined,
  { headers, method }: IncomingMessage,
  response: ServerResponse,
): void {
  const { AllowOrigins = [], AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] } = cors ?? {}
  const { origin } = headers
  if (!cors || !origin || !allowsOrigin(AllowOrigins, origin)) return
  const set = (name: string, value: string | undefined) =>
    value && response.setHeader(`access-control-${name}`, value)
  if (method === 'OPTIONS') {
    const methods = listed(headers['access-control-request-method'])
    const names = listed(headers['access-control-request-headers'])
    if (!covers(AllowMethods, methods) || !covers(AllowHeaders, names)) return
    set('allow-methods', AllowMethods.join(','))
    set('allow-headers', AllowHeaders.join(','))
    set('max-age', cors.MaxAge?.toString())
  } else set('expose-headers', ExposeHeaders.join(','))
  set('allow-origin', AllowOrigins.includes('*') ? '*' : origin)
  set('allow-credentials', cors.AllowCredentials ? 'true' : undefined)
}

const listed = (names = '') => names.split(',').flatMap((name) => name.trim().toLowerCase() || [])
const covers = (allowed: string[], asked: string[]) =>
  allowed.includes('*') || asked.every((name) => allowed.some((one) => one.toLowerCase() === name))

/** Where one port of this machine is allowed, every one is: a server for development takes whichever is free. */
export const allowsOrigin = (allowed: string[], origin: string) =>
  allowed.some(
    (one) =>
      one === '*' ||
      one === origin ||
      (/^https?:\/\/\*$/.test(one) && origin.startsWith(one.slice(0, -1))) ||
      (isLocal(one) && isLocal(origin)),
  )

const isLocal = (origin: string) => /^http:\/\/localhost(:\d+)?$/.test(origin)
