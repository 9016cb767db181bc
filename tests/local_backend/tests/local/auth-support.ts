// What the auth tests share: the auth of a synthesized backend behind the real server, and
// aws-amplify configured for it as an app is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Amplify } from 'aws-amplify'
import { signUp } from 'aws-amplify/auth'
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { ConsoleLogger, parseAmplifyConfig } from 'aws-amplify/utils'
import { loadAssembly, type Assembly } from '../../scripts/cloud-assembly.ts'
import { createOutputs, type Outputs } from '../../scripts/offline-outputs.ts'
import { createAuth } from '../../local/services/cognito.ts'
import type { ClientProperties, PoolProperties } from '../../local/services/cognito/pool.ts'
import { createGate } from '../../local/services/gate.ts'
import { createIam } from '../../local/services/iam.ts'
import { createFunctions } from '../../local/services/lambda.ts'
import { createMailbox } from '../../local/services/mailbox.ts'
import { openStore } from '../../local/services/store.ts'
import type { Auth, Functions, Mailbox } from '../../local/services/types.ts'
import { startServer } from '../../local/server.ts'
import { backends, synthesized } from './global-setup.ts'

// It warns at each start that the endpoints are our own.
ConsoleLogger.LOG_LEVEL = 'ERROR'

export const password = 'Correct-Horse-1'

export type Options = {
  /** The sample, or the one in auth-backend/ that uses all of auth. */
  backend?: keyof typeof backends
  /** Changes what was synthesized, for settings that one backend cannot have at once. */
  change?: (pool: PoolProperties, client: ClientProperties) => void
  /** The clock goes only with `later`. */
  still?: boolean
  /** Keeps users of an earlier start. */
  folder?: string
}

export type Backend = {
  url: string
  folder: string
  /** amplify_outputs.json as for a deployment. */
  outputs: Outputs
  /** What the terminal shows. */
  lines: string[]
  assembly: Assembly
  /** The same assembly once more, to change it for a reload. */
  loadAgain(): Assembly
  auth: Auth
  mailbox: Mailbox
  functions: Functions
  clientId: string
  poolId: string
  identityPoolId: string
  /** Makes aws-amplify use this backend again, after another one was started. */
  configure(): void
  /** The code of the latest message to an address. */
  code(to: string): string
  /** Turns the clock of the backend. */
  later(milliseconds: number): void
  now(): number
  /** Runs a command of the SDK in the function manage-users of auth-backend. */
  manage(command: string, input: object): Promise<Record<string, unknown>>
  /** Sends such a command with other bodies; gives `answered` or the name of the error for each. */
  manageWith(command: string, input: object, bodies: string[]): Promise<string[]>
  /** Marks an address as verified, as an administrator can. */
  vouch(username: string, attribute: string): Promise<unknown>
  /** Sends a request as any program could; gives the status and the JSON. */
  call(operation: string, input: object, headers?: Record<string, string>): Promise<Answer>
  identity(operation: string, input: object): Promise<Answer>
  close(): Promise<void>
}

export type Answer = {
  status: number
  // The answers of many operations; a test names what it looks at.
  body: Record<string, unknown> & { __type?: string; message?: string }
}

/** Starts the auth of a backend and configures aws-amplify for it. */
export async function startBackend(options: Options = {}): Promise<Backend> {
  const { backend = 'sample', change } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'local-auth-'))
  const store = openStore(folder)
  const seed = store.secret('seed')
  const directory = await synthesized(backends[backend])
  const loadAgain = () => loadAssembly(directory, { seed })
  const assembly = loadAgain()
  const [pool] = assembly.of<PoolProperties>('AWS::Cognito::UserPool')
  const [client] = assembly.of<ClientProperties>('AWS::Cognito::UserPoolClient')
  const [identityPool] = assembly.of('AWS::Cognito::IdentityPool')
  if (!pool || !client || !identityPool) throw new Error('The backend has no auth')
  change?.(pool.properties, client.properties)

  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  let offset = 0
  const start = Date.now()
  const now = () => (options.still ? start : Date.now()) + offset
  const server = await startServer(0)
  const { url } = server
  const mailbox = createMailbox(store, log)
  const iam = createIam(assembly)
  const gate = createGate({
    iam: () => iam,
    credentials: (key) => auth.credentials(key) ?? functions.credentials(key),
    region: () => assembly.placeholders.region,
  })
  const functions = createFunctions({ assembly, store, url, gate, log })
  const auth = createAuth({ assembly, store, mailbox, functions, gate, url, log, now })
  for (const [path, handler] of Object.entries(auth.routes)) server.route(path, handler)

  const outputs = await createOutputs(assembly)
  const config = parseAmplifyConfig(outputs)
  Object.assign(config.Auth?.Cognito ?? {}, {
    userPoolEndpoint: `${url}/cognito-idp`,
    identityPoolEndpoint: `${url}/cognito-identity`,
  })
  const configure = () => Amplify.configure({ Auth: config.Auth })
  configure()

  const post = async (path: string, target: string, input: object, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'x-amz-target': target, ...headers },
      body: JSON.stringify(input),
    })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }
  const invoke = (event: object) => functions.invoke('manage-users', event)
  const manage: Backend['manage'] = async (command, input) =>
    (await invoke({ command, input })) as Record<string, unknown>
  return {
    url,
    folder,
    outputs,
    lines,
    loadAgain,
    manage,
    manageWith: async (command, input, bodies) =>
      ((await invoke({ command, input, bodies })) as { answers: string[] }).answers,
    vouch: (username, attribute) =>
      manage('AdminUpdateUserAttributes', {
        Username: username,
        UserAttributes: [{ Name: `${attribute}_verified`, Value: 'true' }],
      }),
    assembly,
    auth,
    mailbox,
    functions,
    clientId: client.name,
    poolId: pool.name,
    identityPoolId: identityPool.name,
    configure,
    now,
    later: (milliseconds) => void (offset += milliseconds),
    code: (to) => {
      const code = mailbox.messages.findLast((message) => message.to === to)?.code
      if (!code) throw new Error(`No code was sent to ${to}`)
      return code
    },
    call: (operation, input, headers) =>
      post('/cognito-idp', `AWSCognitoIdentityProviderService.${operation}`, input, headers),
    identity: (operation, input) =>
      post('/cognito-identity', `AWSCognitoIdentityService.${operation}`, input),
    close: async () => {
      await functions.close()
      await auth.close()
      await server.close()
      if (!options.folder) rmSync(folder, { recursive: true })
    },
  }
}

/** The error that a promise rejects with; fails when it does not. */
export async function refusal(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('It was expected to be refused, but succeeded')
}

/** A new email address each time. */
export const email = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`

/** A new phone number each time. */
export const phone = () => `+49170${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`

/** A person with a confirmed account; gives the username. */
export async function confirmedUser(backend: Backend, name = 'ada'): Promise<string> {
  const username = email(name)
  await signUp({ username, password, options: { userAttributes: { email: username } } })
  await backend.auth.confirm(username)
  return username
}

/** Where aws-amplify keeps the tokens of one browser. */
export type Browser = Map<string, string>

/**
 * Makes aws-amplify work in another browser: a new one, or one from before. Call it after a backend
 * was started, because configuring puts aws-amplify's own storage back.
 */
export async function openBrowser(browser: Browser = new Map()): Promise<Browser> {
  await cognitoCredentialsProvider.clearCredentialsAndIdentityId()
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    setItem: async (key, value) => void browser.set(key, value),
    getItem: async (key) => browser.get(key) ?? null,
    removeItem: async (key) => void browser.delete(key),
    clear: async () => browser.clear(),
  })
  return browser
}

/** The tokens in a browser, as a thief would find them. */
export function tokensIn(browser: Browser): { access: string; id: string; refresh: string } {
  const find = (name: string) =>
    [...browser].find(([key]) => key.endsWith(`.${name}`))?.[1] ?? `no ${name}`
  return { access: find('accessToken'), id: find('idToken'), refresh: find('refreshToken') }
}

/** Of several times of the same thing, one that nothing else on the machine made longer. */
export const undisturbed = (times: number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 3] ?? NaN
