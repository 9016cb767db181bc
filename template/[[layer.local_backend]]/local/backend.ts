// Composes the services of one assembly behind one server.
import { createOutputsApart, type Outputs } from '../scripts/offline-outputs.ts'
import { createClientScript } from './client-script.ts'
import { createPage } from './page/routes.ts'
import type { LocalServer } from './server.ts'
import { addresses } from './services/addresses.ts'
import { createApiGateway } from './services/api-gateway.ts'
import { createGraphQlApi } from './services/appsync.ts'
import { createEvents } from './services/appsync-events.ts'
import { createBedrock } from './services/bedrock.ts'
import { createAuth } from './services/cognito.ts'
import { createTables } from './services/dynamodb.ts'
import { createFunctionUrls } from './services/function-urls.ts'
import { sendJson } from './services/http.ts'
import { createGate } from './services/gate.ts'
import { createIam } from './services/iam.ts'
import { createFunctions, missingSecrets } from './services/lambda.ts'
import { createMailbox } from './services/mailbox.ts'
import { createStorage } from './services/s3.ts'
import { createScheduler } from './services/scheduler.ts'
import type { Assembly, Log, Store } from './services/types.ts'
import { answerUnavailable, unavailableFeatures } from './unavailable.ts'

export type Backend = Awaited<ReturnType<typeof startBackend>>

type Options = {
  assembly: Assembly
  server: LocalServer
  store: Store
  log: Log
  /** Where a phone in the network finds it, if it may. */
  network?: string
}

/** Starts every service and routes the server's requests to them. */
export async function startBackend({ server, store, log, network, ...options }: Options) {
  let assembly = options.assembly
  let policies = createIam(assembly)
  const createOutputs = (given: Assembly) => {
    const outputs = createOutputsApart(given)
    outputs.catch(() => undefined) // reported where they are asked for
    return outputs
  }
  let created = createOutputs(assembly)
  const { url } = server

  const mailbox = createMailbox(store, log)
  const gate = createGate({
    iam: () => policies,
    credentials: (accessKeyId) =>
      auth.credentials(accessKeyId) ?? functions.credentials(accessKeyId),
    region: () => assembly.placeholders.region,
  })
  const bedrock = createBedrock({ assembly, gate })
  const functions = createFunctions({ assembly, store, url, gate, log })
  const auth = createAuth({ assembly, store, mailbox, functions, gate, url, log })
  const tables = await createTables({ assembly, store, gate })
  const storage = createStorage({ assembly, store, functions, gate, log })
  const api = await createGraphQlApi({ assembly, auth, functions, tables, bedrock, gate, log })
  const events = createEvents({ assembly, auth, functions, gate, log })
  const scheduler = createScheduler({ assembly, functions, log })

  const services = { auth, mailbox, functions, tables, storage, api, scheduler }
  const page = createPage({ ...services, assembly: () => assembly, url })
  for (const [path, handler] of Object.entries(auth.routes)) server.route(path, handler)
  for (const [path, handler] of Object.entries(page)) server.route(path, handler, { for: 'page' })
  server.http2(bedrock.handle)
  server.route('/graphql', api.handle)
  server.upgrade('/graphql/realtime', api.upgrade)
  server.route('/event', events.handle)
  server.upgrade('/event/realtime', events.upgrade)
  server.route('/s3', storage.handle)
  server.route('/dynamodb', tables.handle)
  server.route('/lambda', functions.handle, { for: 'person' })
  server.route('/schedules', scheduler.handle, { for: 'person' })
  const http = { assembly: () => assembly, auth, functions, gate, log }
  server.route('/execute-api', createApiGateway(http), { ownCors: true, for: 'functions' })
  server.route('/lambda-url', createFunctionUrls(http), { ownCors: true, for: 'functions' })
  server.route('/unavailable', answerUnavailable)
  server.route('/redirect.js', createClientScript(url))
  server.route(
    '/mailbox',
    (_, response) => sendJson(response, 200, mailbox.messages, 'application/json'),
    { for: 'person' },
  )

  const swap = async (next: Assembly) => {
    policies = createIam(next)
    created = createOutputs(next)
    bedrock.reload(next)
    await functions.reload(next)
    await auth.reload(next)
    await tables.reload(next)
    storage.reload(next)
    await api.reload(next)
    events.reload(next)
    scheduler.reload(next)
    assembly = next
  }

  return {
    services,
    /** Takes over another assembly, data kept. When that fails the old one serves on. */
    async reload(next: Assembly) {
      const previous = assembly
      try {
        await swap(next)
      } catch (error) {
        await swap(previous)
        throw error
      }
    },
    /** amplify_outputs.json for this backend; `custom.local` tells the frontend where it is. */
    async outputs(): Promise<Outputs> {
      const outputs = structuredClone(await created)
      const { oauth } = (outputs.auth ?? {}) as { oauth?: { domain: string } }
      if (oauth) oauth.domain = new URL(url).host
      const local = { url, ...(network && { network }) }
      return { ...outputs, custom: { ...outputs.custom, local } }
    },
    /** What this backend uses and is not available locally. */
    unavailable: () => [
      ...unavailableFeatures(assembly),
      ...auth.missing(),
      ...policies.missing(),
      ...functions.missing(),
      ...scheduler.missing(),
      ...storage.missing(),
    ],
    /** Where HTTP APIs, REST APIs and function URLs are: a name and a URL each. */
    addresses: () => addresses(assembly, url),
    /** Takes over a changed secrets.json: functions get it from their next call on. */
    refreshSecrets: () => functions.refresh(),
    /** Secrets that functions need and nobody has set. */
    missingSecrets: () => missingSecrets(assembly, store),
    async close() {
      scheduler.close()
      api.close()
      events.close()
      await Promise.all([functions.close(), auth.close(), tables.close()])
    },
  }
}
