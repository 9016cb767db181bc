// Cognito as a whole: one user pool, one identity pool and the hosted sign-in of a backend.
import { createIdentityPools } from './cognito-identity.ts'
import { createUserPools } from './cognito-user-pools.ts'
import { confirmUser } from './cognito/admin.ts'
import { userOf } from './cognito/context.ts'
import { notFound } from './cognito/errors.ts'
import { addToGroup, removeFromGroup } from './cognito/groups.ts'
import { missingFeatures, readPool, type Pool } from './cognito/pool.ts'
import type { Gate } from './gate.ts'
import { createOidcPage } from './oidc-page.ts'
import type { Assembly, Auth, Functions, Log, Mailbox, Store } from './types.ts'

type Options = {
  assembly: Assembly
  store: Store
  mailbox: Mailbox
  functions: Pick<Functions, 'invoke'>
  gate: Gate
  /** Where this backend answers, such as `http://127.0.0.1:20002`. */
  url: string
  log: Log
  /** Milliseconds since 1970; a test may turn the clock. */
  now?: () => number
}

/**
 * Starts the auth of a backend. A backend without a user pool gets one that answers every request
 * with a ResourceNotFoundException that says so.
 */
export function createAuth(options: Options): Auth {
  const { store, now = Date.now } = options
  let assembly = options.assembly
  let present = readPool(assembly)
  const pool = (): Pool => {
    if (!present) throw notFound('This backend has no user pool of its own.')
    return present
  }

  const { context, handle } = createUserPools({ ...options, pool, now })
  const { users, tokens } = context
  const identities = createIdentityPools({ assembly: () => assembly, tokens, store, now })
  const { oauth2, logout } = createOidcPage(context)
  if (present) users.synchronize()

  return {
    routes: {
      '/cognito-idp': handle,
      '/cognito-identity': identities.handle,
      '/oauth2': oauth2,
      '/logout': logout,
    },
    verify: (token) => (present ? tokens.verify(token) : undefined),
    credentials: identities.credentials,
    users: () =>
      users.all().map(({ username, sub, status, enabled, groups, attributes }) => ({
        username,
        sub,
        status,
        enabled,
        groups,
        attributes,
      })),
    groups: () => users.groups().map(({ name }) => name),
    missing: () => missingFeatures(assembly),
    confirm: (username) => confirmUser(context, userOf(context, username)),
    addToGroup: async (username, group) =>
      addToGroup(context, userOf(context, username), users.group(group).name),
    removeFromGroup: async (username, group) =>
      removeFromGroup(context, userOf(context, username), group),
    remove: async (username) => users.remove(userOf(context, username)),
    token: async (username) => {
      const user = userOf(context, username)
      const [client] = pool().clients
      if (!client) throw notFound('The user pool has no client.')
      const source = 'TokenGeneration_Authentication'
      const { AccessToken, RefreshToken = '' } = await tokens.issue(user, client, { source })
      // AppSync takes a revoked token until it expires, so that no sign-in has to stay behind.
      tokens.revoke(RefreshToken, client)
      return AccessToken
    },
    reload: async (next) => {
      assembly = next
      present = readPool(next)
      if (present) users.synchronize()
    },
    close: async () => {},
  }
}
