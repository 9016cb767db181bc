// Sign-in at another provider. Locally nobody is asked but the person at the page: the claims typed
// there stand in for what Google, a company's SAML server and so on would tell.
import { createHash, randomUUID } from 'node:crypto'
import { isObject } from '../http.ts'
import { linkIdentity } from './admin.ts'
import { checkRequired, checkValues } from './attributes.ts'
import type { Context } from './context.ts'
import { beforeSignIn } from './first-factors.ts'
import type { Texts } from './input.ts'
import type { Provider } from './pool.ts'
import { checkStatus, signedIn, type Attempt } from './sign-in.ts'
import { beforeSignUp, confirmed } from './sign-up.ts'
import type { AuthenticationResult } from './tokens.ts'
import type { User } from './users.ts'

/** The claims a stand-in page asks for: email and name, and what else the backend maps. */
export function claimsToAsk({ AttributeMapping = {} }: Provider): string[] {
  const mapped = Object.entries(AttributeMapping)
    .filter(([attribute]) => attribute !== 'username' && attribute !== 'email')
    .map(([, claim]) => claim)
  return [...new Set(['email', 'name', ...mapped])].filter((claim) => claim !== 'email_verified')
}

/** Emails of the people who have signed in with the provider before. */
export const knownAccounts = ({ users }: Context, provider: Provider): string[] =>
  users.all().flatMap((user) => {
    const known = identitiesOf(user).some(
      ({ providerName }) => providerName === provider.ProviderName,
    )
    return known && user.attributes.email ? [user.attributes.email] : []
  })

/**
 * Signs in with the claims of a provider; the first time the user is made. Triggers run as AWS lists
 * them for federated users
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html).
 */
export async function signInFederated(
  context: Context,
  attempt: Omit<Attempt, 'user' | 'username'>,
  provider: Provider,
  claims: Texts,
): Promise<AuthenticationResult> {
  const { users, tokens } = context
  const { client, metadata } = attempt
  const source = 'TokenGeneration_HostedAuth'
  const userId = numberFor(claims.email ?? '')
  const known = users
    .all()
    .find((user) =>
      identitiesOf(user).some(
        (one) => one.providerName === provider.ProviderName && one.userId === userId,
      ),
    )
  checkValues(context.pool(), mappedAttributes(provider, claims))
  const user = known ?? (await createFederated(context, client.id, provider, userId, claims))
  Object.assign(user.attributes, mappedAttributes(provider, claims))
  users.save(user)
  const options = { metadata, ...attempt.token, source }
  if (!known) {
    await confirmed(context, user, client.id, metadata)
    return tokens.issue(user, client, options)
  }
  const signIn = { ...attempt, user, username: user.username, token: { ...attempt.token, source } }
  checkStatus(user)
  await beforeSignIn(context, signIn)
  const { AuthenticationResult } = await signedIn(context, signIn)
  return AuthenticationResult ?? tokens.issue(user, client, options)
}

async function createFederated(
  context: Context,
  clientId: string,
  provider: Provider,
  userId: string,
  claims: Texts,
): Promise<User> {
  const { pool, users, now } = context
  const name = `${provider.ProviderName}_${userId}`
  const lower = pool().properties.UsernameConfiguration?.CaseSensitive === false
  const username = lower ? name.toLowerCase() : name
  const sub = randomUUID()
  const attributes = { ...mappedAttributes(provider, claims), sub }
  // What it answers does not verify the email (https://github.com/aws-amplify/amplify-backend/issues/1619).
  await beforeSignUp(context, 'ExternalProvider', { username, clientId, attributes })
  checkRequired(pool(), attributes)
  const user = users.create({ username, sub, status: 'EXTERNAL_PROVIDER', attributes })
  linkIdentity(user, provider.ProviderName, userId)
  // Cognito gathers the users of a provider in a group of their own.
  const group = `${pool().id}_${provider.ProviderName}`
  if (!users.groups().some((known) => known.name === group))
    users.saveGroup({ name: group, synthesized: false, createdAt: now(), modifiedAt: now() })
  user.groups.push(group)
  return user
}

/**
 * A claim that says the email is verified counts only when it is mapped, and each sign-in sets it
 * anew (https://github.com/aws-amplify/amplify-js/issues/5117).
 */
function mappedAttributes({ AttributeMapping = {} }: Provider, claims: Texts) {
  // The page asks for the email address by that name, whatever the provider calls it.
  const email = { [AttributeMapping.email ?? 'email']: claims.email ?? '' }
  const given: Texts = { email_verified: 'true', ...claims, ...email }
  const entries = Object.entries(AttributeMapping)
    .filter(([attribute]) => attribute !== 'username')
    .flatMap(([attribute, claim]) => (given[claim] ? [[attribute, given[claim]] as const] : []))
  const mapped = Object.fromEntries(entries)
  return { ...(mapped.email && { email_verified: 'false' }), ...mapped }
}

type LinkedIdentity = { providerName: unknown; userId: unknown }

function identitiesOf({ attributes }: User): LinkedIdentity[] {
  const linked: unknown = JSON.parse(attributes.identities ?? '[]')
  if (!Array.isArray(linked)) return []
  return linked.filter(isObject).map(({ providerName, userId }) => ({ providerName, userId }))
}

/** The same number for the same person each time, in the form of Google's. */
function numberFor(email: string): string {
  const digest = createHash('sha256').update(email.toLowerCase()).digest('hex')
  return BigInt(`0x${digest}`).toString().slice(0, 21)
}
