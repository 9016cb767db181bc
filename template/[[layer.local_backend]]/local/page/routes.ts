// The local page: what the app stored, sent and ran, and a query editor.
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { getOperationAST, introspectionFromSchema, parse } from 'graphql'
import { plainSchema } from '../services/appsync-schema.ts'
import { addresses } from '../services/addresses.ts'
import type { GraphQlApi } from '../services/appsync.ts'
import type { Tables } from '../services/dynamodb.ts'
import { readJson, sendJson, type Handler } from '../services/http.ts'
import type { Storage } from '../services/s3.ts'
import type { Scheduler } from '../services/scheduler.ts'
import { ServiceError } from '../services/types.ts'
import type { Assembly, Auth, Functions, Mailbox } from '../services/types.ts'

type Services = {
  auth: Auth
  mailbox: Mailbox
  functions: Functions
  tables: Tables
  storage: Storage
  api: GraphQlApi
  scheduler: Scheduler
  assembly: () => Assembly
  /** Where the app's calls go. */
  url: string
}
type Parameters = Record<string, string>
type Question = {
  /** A username; without one the API key asks. */
  as?: string
  query?: string
  variables?: Record<string, unknown>
  operationName?: string
}
/** What each endpoint answers, for the page's own scripts. */
export type Reads = {
  [Name in keyof ReturnType<typeof reads>]: Awaited<ReturnType<ReturnType<typeof reads>[Name]>>
}

const shownItems = 200

/** Handlers by the path they answer: `/` is the page, `/page` its files and endpoints. */
export function createPage(services: Services): Record<string, Handler> {
  const read: Record<string, (query: Parameters) => unknown> = reads(services)
  const act: Record<string, (input: Parameters) => Promise<unknown>> = actions(services)

  const answerApi: Handler = async (request, response) => {
    assertOwnPage(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', services.url)
    const name = pathname.slice('/api/'.length)
    response.setHeader('cache-control', 'no-store')
    response.setHeader('x-content-type-options', 'nosniff')
    const send = (body: unknown) => sendJson(response, 200, body ?? {}, 'application/json')
    if (request.method === 'POST') {
      if (name === 'graphql') return send(await ask(services, await readJson<Question>(request)))
      if (Object.hasOwn(act, name)) return send(await act[name]?.(await readJson(request)))
    } else if (request.method === 'GET') {
      const query = Object.fromEntries(searchParams)
      if (name === 'file') return download(services.storage, query, response)
      if (Object.hasOwn(read, name)) return send(await read[name]?.(query))
    }
    throw new ServiceError('NotFound', `The page has no ${request.method} ${pathname}`, 404)
  }

  return {
    '/': (request, response) => sendFile('index.html', request, response),
    '/page': (request, response) => {
      const path = new URL(request.url ?? '/', services.url).pathname
      return path.startsWith('/api/')
        ? answerApi(request, response)
        : sendFile(path.slice(1), request, response)
    },
  }
}

function reads(services: Services) {
  const { auth, mailbox, functions, tables, storage, api, scheduler, assembly, url } = services
  const named = (table = '') => {
    if (tables.names().includes(table)) return table
    throw new ServiceError('NotFound', `There is no table ${table}`, 404)
  }
  return {
    mailbox: () => ({ messages: mailbox.messages.toReversed() }),
    users: () => ({ users: auth.users(), groups: auth.groups() }),
    tables: async () => {
      const count = async (name: string) => {
        return { name, label: labelOf(name), items: await tables.count(name) }
      }
      return { tables: await Promise.all(tables.names().map(count)) }
    },
    items: async ({ table }: Parameters) => {
      const items = await tables.items(named(table), shownItems + 1)
      return { items: items.slice(0, shownItems), more: items.length > shownItems }
    },
    files: () => ({
      buckets: storage.buckets().map((name) => ({ name, files: storage.files(name) })),
    }),
    functions: () => ({
      invocations: functions.invocations(),
      schedules: scheduler.schedules(),
      addresses: addresses(assembly(), url).map(([name, address]) => ({ name, address })),
    }),
    graphql: () => ({
      sdl: api.sdl(),
      users: auth.users().map(({ username, attributes }) => ({
        username,
        label: attributes.email ?? attributes.phone_number ?? username,
      })),
      apiKey: apiKeyOf(assembly()) !== undefined,
    }),
    schema: () => introspectionFromSchema(plainSchema(api.sdl())),
  }
}

function actions({ auth, scheduler }: Services) {
  return {
    confirm: ({ username = '' }: Parameters) => auth.confirm(username),
    'add-to-group': ({ username = '', group = '' }: Parameters) => auth.addToGroup(username, group),
    'remove-from-group': ({ username = '', group = '' }: Parameters) =>
      auth.removeFromGroup(username, group),
    'delete-user': ({ username = '' }: Parameters) => auth.remove(username),
    fire: ({ name = '' }: Parameters) => scheduler.fire(name),
  }
}

/** Asks the API as a user or with the API key. Neither ever reaches the browser. */
async function ask({ auth, assembly, url }: Services, { as, ...question }: Question) {
  if (isSubscription(question)) {
    const message = 'The query editor shows no subscriptions. Use them in your app.'
    throw new ServiceError('NotAvailableLocally', message, 501)
  }
  const headers: Record<string, string> = as
    ? { authorization: await auth.token(as) }
    : { 'x-api-key': apiKeyOf(assembly()) ?? '' }
  const body = JSON.stringify(question)
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  return (await answer.json()) as unknown
}

function isSubscription({ query = '', operationName }: Question): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription'
  } catch {
    return false // the API says what is wrong with it
  }
}

/** Saved by the browser, never shown as a page: a file of the app must not run here. */
async function download(
  storage: Storage,
  { bucket = '', key = '' }: Parameters,
  response: ServerResponse,
) {
  const found = storage.open(bucket, key)
  if (!found) throw new ServiceError('NotFound', `There is no file ${key} in ${bucket}`, 404)
  const name = encodeURIComponent(key.split('/').at(-1) ?? key)
  response.writeHead(200, {
    'content-type': found.file.headers['content-type'] ?? 'application/octet-stream',
    'content-length': found.file.size,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': 'sandbox',
  })
  await pipeline(found.content, response)
}

/**
 * Only the page itself may call: not the app, which runs on another port of this machine, nor any
 * other page. Browsers send Origin with every POST and with reads of other origins.
 */
function assertOwnPage({ method, headers }: IncomingMessage): void {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers
  const ownOrigin = origin === `http://${host}` || (origin === undefined && method === 'GET')
  if (ownOrigin && ['same-origin', 'none'].includes(String(site))) return
  throw new ServiceError('Forbidden', 'Only the local page itself may call this', 403)
}

const browser = join(import.meta.dirname, 'browser')
const engines = join(import.meta.dirname, '../node_modules')
const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}
const files: Record<string, string> = {
  'react.js': join(engines, 'react/umd/react.production.min.js'),
  'react-dom.js': join(engines, 'react-dom/umd/react-dom.production.min.js'),
  'graphiql.js': join(engines, 'graphiql/graphiql.min.js'),
  'graphiql.css': join(engines, 'graphiql/graphiql.min.css'),
  ...Object.fromEntries(
    ['index.html', 'page.css', 'page.js', 'dom.js', 'sections.js', 'editor.js'].map((name) => [
      name,
      join(browser, name),
    ]),
  ),
}

/** Nothing of another host is loaded, and no other page can put this one into a frame. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // GraphiQL
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ')

const sendFile = async (name: string, { method }: IncomingMessage, response: ServerResponse) => {
  const file = Object.hasOwn(files, name) ? files[name] : undefined
  if (!file || (method !== 'GET' && method !== 'HEAD'))
    throw new ServiceError('NotFound', `The local backend has nothing at /page/${name}`, 404)
  response.writeHead(200, {
    'content-type': types[name.split('.').at(-1) ?? ''],
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  })
  await pipeline(createReadStream(file), response)
}

/** Amplify names its tables MODEL-API-ENVIRONMENT. */
const labelOf = (table: string) => /^(\w+)-\w{26}-\w+$/.exec(table)?.[1] ?? table

const apiKeyOf = (assembly: Assembly) => assembly.of('AWS::AppSync::ApiKey')[0]?.name
