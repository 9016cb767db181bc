// Starts the sample backend for one test file and points aws-amplify at it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after } from 'node:test'
import { Amplify } from 'aws-amplify'
import { cognitoCredentialsProvider, cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import { confirmSignUp, fetchAuthSession, signIn, signUp } from 'aws-amplify/auth'
import { startBackend, type Backend } from '../../local/backend.ts'
import { startServer, type LocalServer } from '../../local/server.ts'
import { openStore } from '../../local/services/store.ts'
import type { Assembly, Store } from '../../local/services/types.ts'
import { loadAssembly } from '../../scripts/cloud-assembly.ts'
import { assemblyDirectory, isStale, synthesize } from '../../scripts/synth.ts'
import { redirect } from '../../local/client/redirect.ts'

export const project = resolve(import.meta.dirname, '../..')
export const password = 'Correct-horse-7'

export type Sample = {
  server: LocalServer
  url: string
  pageUrl: string
  backend: Backend
  assembly: Assembly
  store: Store
  lines: string[]
  outputs: object
}

/** Runs until the test file ends. Its data is in a directory of its own, with the secret SALUTE. */
export async function startSample(): Promise<Sample> {
  const directory = assemblyDirectory(project, 'sandbox')
  if (await isStale(project, directory)) await synthesize('sandbox', project)
  const home = await mkdtemp(join(tmpdir(), 'local-backend-'))
  const store = openStore(home)
  store.write('secrets.json', { SALUTE: 'Ahoy' })
  const lines: string[] = []
  const server = await startServer(0)
  const graphqlUrl = `${server.url}/graphql`
  const assembly = loadAssembly(directory, { seed: store.secret('seed'), graphqlUrl })
  const log = (line: string) => void lines.push(line)
  const backend = await startBackend({ assembly, server, store, log })
  after(async () => {
    await backend.close()
    await server.close()
    await rm(home, { recursive: true, force: true })
  })
  const outputs = await backend.outputs()
  Amplify.configure(outputs)
  redirect(server.url)
  const { url, pageUrl } = server
  return { server, url, pageUrl, backend, assembly, store, lines, outputs }
}

export type Person = {
  email: string
  /** For `authToken` of the data client. */
  token: string
  sub: string
  identityId: string
  /** Makes this person the one who is signed in. */
  signIn(): Promise<void>
}

/** Signs a person up, confirms by the code in the mailbox, and signs in with SRP. */
export async function joined(sample: Sample, name: string, ...groups: string[]): Promise<Person> {
  const email = `${name}@example.com`
  const kept = new Map<string, string>()
  const become = () => useTokensIn(kept)
  await become()
  await signUp({ username: email, password, options: { userAttributes: { email } } })
  const { auth, mailbox } = sample.backend.services
  const code = mailbox.messages.findLast(({ to }) => to === email)?.code ?? ''
  await confirmSignUp({ username: email, confirmationCode: code })
  for (const group of groups) await auth.addToGroup(email, group)
  await signIn({ username: email, password })
  const { tokens, userSub, identityId } = await fetchAuthSession()
  return {
    email,
    token: tokens?.accessToken.toString() ?? '',
    sub: userSub ?? '',
    identityId: identityId ?? '',
    signIn: become,
  }
}

/** Nobody is signed in: a guest. */
export const becomeGuest = () => useTokensIn(new Map())

/** Every person has a storage for tokens, like a browser of their own. */
async function useTokensIn(kept: Map<string, string>): Promise<void> {
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    setItem: async (key, value) => void kept.set(key, value),
    getItem: async (key) => kept.get(key) ?? null,
    removeItem: async (key) => void kept.delete(key),
    clear: async () => kept.clear(),
  })
  await cognitoCredentialsProvider.clearCredentialsAndIdentityId()
}
