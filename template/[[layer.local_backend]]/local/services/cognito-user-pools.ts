// The local user pool: the JSON API of Cognito user pools over the users of this project. Rules come
// from the synthesized backend, code from the modules in cognito/.
import type { IncomingMessage } from 'node:http'
import { accountOperations } from './cognito/account.ts'
import { adminOperations } from './cognito/admin.ts'
import { authenticationOperations } from './cognito/authentication.ts'
import { createCodes } from './cognito/codes.ts'
import type { Context, Operations } from './cognito/context.ts'
import { notEmulated, notFound } from './cognito/errors.ts'
import { groupOperations } from './cognito/groups.ts'
import type { Input } from './cognito/input.ts'
import { mfaOperations } from './cognito/mfa.ts'
import type { Pool } from './cognito/pool.ts'
import { resetOperations } from './cognito/reset.ts'
import { createSessions } from './cognito/sessions.ts'
import { signUpOperations } from './cognito/sign-up.ts'
import { createTokens } from './cognito/tokens.ts'
import { createTriggers } from './cognito/triggers.ts'
import { loadUsers } from './cognito/users.ts'
import type { Gate } from './gate.ts'
import { parseJson, readBody, sendJson, type Handler } from './http.ts'
import type { Functions, Log, Mailbox, Store } from './types.ts'

export type UserPools = {
  /** What the local page and the other parts of Cognito work with. */
  context: Context
  handle: Handler
}

type Options = {
  /** The pool of the present assembly. */
  pool: () => Pool
  store: Store
  mailbox: Mailbox
  functions: Pick<Functions, 'invoke'>
  gate: Gate
  url: string
  log: Log
  now: () => number
}

/** Operations that AWS gates with IAM, beside those that begin with `Admin`. */
const withCredentials = new Set(
  (
    'ListUsers ListUsersInGroup ListGroups GetGroup CreateGroup UpdateGroup DeleteGroup ' +
    'DescribeUserPool DescribeUserPoolClient'
  ).split(' '),
)

export function createUserPools(options: Options): UserPools {
  const { pool, store, mailbox, functions, gate, url, log, now } = options
  const users = loadUsers(store, pool, now)
  const triggers = createTriggers(pool, functions)
  const context: Context = {
    pool,
    users,
    triggers,
    tokens: createTokens({ store, pool, users, triggers, now }),
    sessions: createSessions(now),
    codes: createCodes({ pool, users, triggers, mailbox, origin: url, now }),
    seed: store.secret('user pool'),
    log,
    now,
  }
  const operations: Operations = {
    ...signUpOperations(context),
    ...authenticationOperations(context),
    ...resetOperations(context),
    ...accountOperations(context),
    ...mfaOperations(context),
    ...adminOperations(context),
    ...groupOperations(context),
  }

  const authorize = (request: IncomingMessage, name: string, input: Input, body: Buffer) => {
    if (!name.startsWith('Admin') && !withCredentials.has(name)) return
    const caller = gate.caller('cognito-idp', request, body)
    gate.assert(caller, [{ action: `cognito-idp:${name}`, resource: pool().arn }])
    if (input.UserPoolId !== pool().id)
      throw notFound(`User pool ${String(input.UserPoolId)} does not exist.`)
  }

  return {
    context,
    handle: async (request, response) => {
      const target = String(request.headers['x-amz-target'] ?? '')
      const name = target.replace('AWSCognitoIdentityProviderService.', '')
      if (request.method === 'GET') {
        const link = confirmationLink(request)
        if (!link) return sendDiscovery(context, request, response)
        await operations.ConfirmSignUp?.(link, {})
        return void response.end('Your registration has been confirmed. You can sign in now.')
      }
      const body = await readBody(request)
      const input = parseJson<Input>(body)
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
      if (!operation) throw notEmulated(`The Cognito operation ${name || request.url}`)
      authorize(request, name, input, body)
      const { origin } = request.headers
      sendJson(response, 200, await operation(input, { ...(origin && { origin }) }))
    },
  }
}

/** The input of ConfirmSignUp that a link in an email carries; undefined for another address. */
function confirmationLink({ url = '' }: IncomingMessage): Input | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  if (pathname !== '/confirmUser') return undefined
  return {
    ClientId: searchParams.get('client_id'),
    Username: searchParams.get('user_name'),
    ConfirmationCode: searchParams.get('confirmation_code'),
  }
}

/** `/POOL/.well-known/jwks.json` and `openid-configuration`, for those who verify tokens. */
const sendDiscovery = (
  { pool, tokens }: Context,
  { url: path = '' }: IncomingMessage,
  response: Parameters<Handler>[1],
) => {
  const { id, issuer } = pool()
  const known = (file: string) => path === `/${id}/.well-known/${file}`
  if (known('jwks.json')) return sendJson(response, 200, tokens.keys(), 'application/json')
  if (!known('openid-configuration')) throw notFound(`Cognito has nothing at ${path}.`)
  const configuration = {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  }
  sendJson(response, 200, configuration, 'application/json')
}
