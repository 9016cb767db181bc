// The local identity pool: identities, and access keys that stand for one of the synthesized IAM
// roles (https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/Welcome.html).
import { randomBytes, randomUUID } from 'node:crypto'
import { notAuthorized, notEmulated, notFound, invalidParameter } from './cognito/errors.ts'
import { optionalText, text, texts, type Input, type Texts } from './cognito/input.ts'
import type { Tokens } from './cognito/tokens.ts'
import { readJson, sendJson, type Handler } from './http.ts'
import type { Credentials } from './gate.ts'
import { roleOf } from './iam.ts'
import { ServiceError, type Assembly, type Claims, type Store } from './types.ts'

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-identitypool.html */
type PoolProperties = {
  AllowUnauthenticatedIdentities?: boolean
  CognitoIdentityProviders?: {
    ClientId: string
    ProviderName: string
    ServerSideTokenCheck?: boolean
  }[]
}
type RoleMapping = {
  Type: 'Token' | 'Rules'
  AmbiguousRoleResolution?: 'AuthenticatedRole' | 'Deny'
  IdentityProvider?: string
}
type AttachmentProperties = {
  IdentityPoolId: string
  Roles?: { authenticated?: string; unauthenticated?: string }
  RoleMappings?: Record<string, RoleMapping>
}

type State = {
  /** Identity ids; the sub of the user it belongs to, or null for a guest. */
  identities: Record<string, string | null>
  /** Access keys that have not expired; times in milliseconds since 1970. */
  credentials: Record<string, Credentials & { expiresAt: number }>
}

export type IdentityPools = {
  handle: Handler
  /** Undefined for an unknown access key. */
  credentials(accessKeyId: string): Credentials | undefined
}

type Options = {
  /** The present assembly. */
  assembly: () => Assembly
  /** Undefined when the backend has no user pool. */
  tokens: Tokens | undefined
  store: Store
  now: () => number
}

const file = 'cognito-identity-pool.json'
const lifetime = 3_600_000

export function createIdentityPools({ assembly, tokens, store, now }: Options): IdentityPools {
  const state: State = { identities: {}, credentials: {}, ...store.read<State>(file) }

  const save = () => {
    // For a day, an expired key is told that it is expired.
    const recent = Object.entries(state.credentials).filter(
      ([, { expiresAt }]) => expiresAt > now() - 24 * lifetime,
    )
    state.credentials = Object.fromEntries(recent)
    store.write(file, state)
  }

  const poolOf = () => {
    const [pool] = assembly().of<PoolProperties>('AWS::Cognito::IdentityPool')
    if (!pool) throw notFound('This backend has no identity pool.')
    const attachments = assembly().of<AttachmentProperties>(
      'AWS::Cognito::IdentityPoolRoleAttachment',
    )
    const attachment = attachments.find(({ properties }) => properties.IdentityPoolId === pool.name)
    return { id: pool.name, ...pool.properties, ...attachment?.properties }
  }
  type Pool = ReturnType<typeof poolOf>

  /** The claims of the ID token among the logins; undefined for a guest. */
  const claimsOf = (pool: Pool, logins: Texts): Claims | undefined => {
    const [[name, token] = [], ...more] = Object.entries(logins)
    if (!name || !token) {
      if (pool.AllowUnauthenticatedIdentities) return undefined
      throw notAuthorized('Unauthenticated access is not supported for this identity pool.')
    }
    if (more.length) throw notEmulated('An identity with several logins')
    const claims = tokens?.verify(token)
    const provider = pool.CognitoIdentityProviders?.find(
      ({ ProviderName, ClientId }) => ProviderName === name && ClientId === claims?.aud,
    )
    if (!claims || !provider) throw notAuthorized('Invalid login token. Token is not valid.')
    if (provider.ServerSideTokenCheck && tokens?.isRevoked(claims))
      throw notAuthorized('Invalid login token. Token is revoked.')
    return claims
  }

  /**
   * The identity of a user: the one from before, else the guest's that the app had until now, else a
   * new one. A guest keeps the given one.
   */
  const identityFor = (claims: Claims | undefined, given?: string): string => {
    const isKnown = given !== undefined && Object.hasOwn(state.identities, given)
    const known = isKnown ? state.identities[given] : undefined
    if (!claims && given && known === null) return given
    if (!claims && known) throw notAuthorized(`Access to Identity '${given}' is forbidden.`)
    const own =
      claims && Object.keys(state.identities).find((id) => state.identities[id] === claims.sub)
    if (own) return own
    // An id from before `--reset` still lies in the browser: it gets a new one instead of an error.
    const id = given && known === null ? given : `${assembly().placeholders.region}:${randomUUID()}`
    state.identities[id] = claims?.sub ?? null
    save()
    return id
  }

  /** ARN of the role; what a group's role mapping decides goes before the pool's two roles. */
  const roleFor = (pool: Pool, claims: Claims | undefined, custom: string | undefined): string => {
    const roles = pool.Roles ?? {}
    const role = claims
      ? (mappedRole(pool, claims, custom) ?? roles.authenticated)
      : roles.unauthenticated
    if (role) return role
    throw new ServiceError(
      'InvalidIdentityPoolConfigurationException',
      'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    )
  }

  const operations: Partial<Record<string, (input: Input) => object>> = {
    GetId: (input) => {
      const pool = poolOf()
      if (text(input, 'IdentityPoolId') !== pool.id)
        throw notFound(`IdentityPool '${String(input.IdentityPoolId)}' not found.`)
      return { IdentityId: identityFor(claimsOf(pool, texts(input, 'Logins'))) }
    },

    GetCredentialsForIdentity: (input) => {
      const pool = poolOf()
      const claims = claimsOf(pool, texts(input, 'Logins'))
      const identityId = identityFor(claims, text(input, 'IdentityId'))
      const role = roleFor(pool, claims, optionalText(input, 'CustomRoleArn'))
      const accessKeyId = `ASIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`
      const expiresAt = now() + lifetime
      const secretAccessKey = randomBytes(30).toString('base64')
      const sessionToken = randomBytes(60).toString('base64')
      const principal = {
        role: roleOf(role),
        identityId,
        cognito: { authenticated: claims !== undefined, ...(claims && { sub: claims.sub }) },
        accessKeyId,
      }
      state.credentials[accessKeyId] = { secretAccessKey, sessionToken, expiresAt, principal }
      save()
      return {
        IdentityId: identityId,
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: expiresAt / 1000,
        },
      }
    },
  }

  return {
    credentials: (accessKeyId) =>
      Object.hasOwn(state.credentials, accessKeyId) ? state.credentials[accessKeyId] : undefined,
    handle: async (request, response) => {
      const target = String(request.headers['x-amz-target'] ?? '')
      const name = target.replace('AWSCognitoIdentityService.', '')
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
      if (!operation) throw notEmulated(`The Cognito identity operation ${name || request.url}`)
      sendJson(response, 200, operation(await readJson<Input>(request)))
    },
  }
}

/**
 * The role that the token names: `cognito:preferred_role`, or the only one of `cognito:roles`. When
 * it names several or none, the mapping decides; undefined stands for the authenticated role.
 */
function mappedRole(
  pool: Pick<AttachmentProperties, 'RoleMappings'>,
  claims: Claims,
  custom: string | undefined,
): string | undefined {
  const client = `:${claims.aud}`
  const mapping = Object.values(pool.RoleMappings ?? {}).find(({ IdentityProvider }) =>
    IdentityProvider?.endsWith(client),
  )
  if (mapping?.Type === 'Rules') throw notEmulated('A role mapping by rules')
  if (!mapping) return undefined
  const claimed = claims['cognito:roles']
  const roles = Array.isArray(claimed) ? claimed.map(String) : []
  if (custom) {
    if (roles.includes(custom)) return custom
    throw invalidParameter(`Roles in the token do not include ${custom}.`)
  }
  const preferred = claims['cognito:preferred_role']
  if (typeof preferred === 'string') return preferred
  if (roles.length === 1) return roles[0]
  if (mapping.AmbiguousRoleResolution !== 'Deny') return undefined
  throw notAuthorized('Access denied. The token names no role.')
}
