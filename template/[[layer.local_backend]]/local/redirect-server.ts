// Preloaded into the server of a framework that renders pages (node --import): what that server asks of AWS, such as the
// keys that sign tokens, goes to the local backend, whose URL is in LOCAL_BACKEND.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { rewriteTo } from './rewrite.ts'

const rewrite = rewriteTo(process.env.LOCAL_BACKEND!)

const { fetch } = globalThis
globalThis.fetch = (input, init) =>
  fetch(input instanceof Request ? input : rewrite(String(input)), init)

const { request } = https
https.request = ((to: string | URL | https.RequestOptions, ...rest: []) => {
  const given = typeof to === 'string' || to instanceof URL ? String(to) : ''
  const target = rewrite(given)
  return target === given ? request(to as URL, ...rest) : http.request(target, ...rest)
}) as typeof https.request
syncBuiltinESMExports()
