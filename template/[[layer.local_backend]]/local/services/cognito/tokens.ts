// Tokens: ID and access tokens are RS256 JWTs signed with a key of this project, refresh tokens are
// random. A refresh token stands for a grant, one sign-in; what is revoked is the grant.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { ServiceError, type Claims, type Store } from '../types.ts'
import { readable } from './attributes.ts'
import { notAuthorized, notFound, userNotFound } from './errors.ts'
import type { Texts } from './input.ts'
import { timeUnits, type Client, type Pool } from './pool.ts'
import { overridesFor, type Overrides } from './token-generation.ts'
import type { Triggers } from './triggers.ts'
import type { User, Users } from './users.ts'

/** A sign-in that can be refreshed. Times are in milliseconds, `authTime` in seconds since 1970. */
export type Grant = {
  sub: string
  clientId: string
  scopes: string[]
  authTime: number
  expiresAt: number
  /** SHA-256 of the refresh token. */
  hash: string
  /** After a rotation: the token before, accepted until then. */
  previous?: { hash: string; until: number }
}

/** As in the responses of Cognito; `ExpiresIn` in seconds. */
export type AuthenticationResult = {
  AccessToken: string
  IdToken: string
  RefreshToken?: string
  ExpiresIn: number
  TokenType: 'Bearer'
}

export type IssueOptions = {
  /** Such as `TokenGeneration_Authentication`. */
  source: string
  metadata?: Texts
  scopes?: string[]
  nonce?: string
}

export type Tokens = {
  /** Tokens of a new sign-in. */
  issue(user: User, client: Client, options: IssueOptions): Promise<AuthenticationResult>
  /** New tokens for a refresh token; NotAuthorizedException when it is unknown, revoked or expired. */
  refresh(token: string, client: Client, metadata?: Texts): Promise<AuthenticationResult>
  /**
   * The claims of a token with a good signature that has not expired. Like AppSync and every JWT
   * library it does not ask whether the token was revoked
   * (https://github.com/aws/aws-appsync-community/issues/298).
   */
  verify(token: string): Claims | undefined
  /**
   * The user an access token belongs to, as Cognito's own operations check it: also that it was not
   * revoked and has the scope. Throws NotAuthorizedException or UserNotFoundException.
   */
  owner(accessToken: string, scope?: string): { user: User; client: Client; claims: Claims }
  /** Whether the sign-in behind the claims still stands. */
  isRevoked(claims: Claims): boolean
  revoke(refreshToken: string, client: Client): void
  revokeAll(user: User): void
  /** The public key, as /.well-known/jwks.json shows it. */
  keys(): { keys: object[] }
}

type Context = {
  store: Store
  pool: () => Pool
  users: Users
  triggers: Triggers
  now: () => number
}

const admin = 'aws.cognito.signin.user.admin'
const keyFile = 'cognito-signing-key.json'
const digest = (token: string) => createHash('sha256').update(token).digest('base64url')

export function createTokens({ store, pool, users, triggers, now }: Context): Tokens {
  const privateKey = createPrivateKey(signingKey(store))
  const publicKey = createPublicKey(privateKey)
  const { kty, n, e } = publicKey.export({ format: 'jwk' })
  const kid = digest(String(n))
  const seconds = () => Math.floor(now() / 1000)

  const encode = (payload: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ kid, alg: 'RS256' })}.${part(payload)}`
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }

  const decode = (token: string): Claims | undefined => {
    const [header, payload, signature, ...rest] = token.split('.')
    if (!header || !payload || !signature || rest.length) return undefined
    const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
    try {
      const { alg } = parse(header) as { alg?: unknown }
      const signed = Buffer.from(`${header}.${payload}`)
      if (alg !== 'RS256') return undefined
      if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url')))
        return undefined
      return parse(payload) as Claims
    } catch {
      return undefined
    }
  }

  const expiry = (client: Client, token: 'AccessToken' | 'IdToken' | 'RefreshToken') => {
    const unit = client.TokenValidityUnits?.[token] ?? (token === 'RefreshToken' ? 'days' : 'hours')
    // A validity of 0 means the default.
    const amount = client[`${token}Validity`] || (token === 'RefreshToken' ? 30 : 1)
    return amount * timeUnits[unit]
  }

  const create = async (
    grantId: string,
    grant: Grant,
    user: User,
    client: Client,
    { source, metadata, nonce }: IssueOptions,
  ): Promise<AuthenticationResult> => {
    const groups = users.groupsOf(user)
    const overrides = await overridesFor(triggers, {
      user,
      client,
      groups,
      source,
      metadata,
      scopes: grant.scopes,
    })
    const common = {
      sub: user.sub,
      iss: pool().issuer,
      origin_jti: grantId,
      event_id: randomUUID(),
      auth_time: grant.authTime,
      iat: seconds(),
      ...(overrides.groups.length > 0 && { 'cognito:groups': overrides.groups }),
    }
    const access = {
      ...common,
      client_id: client.id,
      token_use: 'access',
      scope: overrides.scopes.join(' '),
      exp: seconds() + expiry(client, 'AccessToken'),
      jti: randomUUID(),
      username: user.username,
    }
    const id = {
      ...common,
      ...attributeClaims(client, user),
      ...(overrides.roles.length > 0 && { 'cognito:roles': overrides.roles }),
      ...(overrides.preferredRole && { 'cognito:preferred_role': overrides.preferredRole }),
      ...(nonce && { nonce }),
      aud: client.id,
      token_use: 'id',
      exp: seconds() + expiry(client, 'IdToken'),
      jti: randomUUID(),
      'cognito:username': user.username,
    }
    return {
      AccessToken: encode(changed(access, overrides.access)),
      IdToken: encode(changed(id, overrides.id)),
      ExpiresIn: expiry(client, 'AccessToken'),
      TokenType: 'Bearer',
    }
  }

  /** The grant behind a refresh token; its id is the first part of the token. */
  const grantOf = (token: string, client: Client): [string, Grant] => {
    const [id = ''] = token.split('.')
    const grant = users.grant(id)
    if (!/^[\w-]{36}\.[\w-]{43}$/.test(token)) throw notAuthorized('Invalid Refresh Token')
    if (!grant || grant.clientId !== client.id)
      throw notAuthorized('Refresh Token has been revoked')
    if (grant.expiresAt <= now()) throw notAuthorized('Refresh Token has expired')
    const { hash, previous } = grant
    if (hash === digest(token)) return [id, grant]
    if (previous?.hash !== digest(token)) throw notAuthorized('Invalid Refresh Token')
    if (previous.until > now()) return [id, grant]
    throw new ServiceError('RefreshTokenReuseException', 'Refresh token has been reused')
  }

  const newRefreshToken = (id: string) => `${id}.${randomBytes(32).toString('base64url')}`

  return {
    issue: async (user, client, options) => {
      const id = randomUUID()
      const refreshToken = newRefreshToken(id)
      const grant: Grant = {
        sub: user.sub,
        clientId: client.id,
        scopes: options.scopes ?? [admin],
        authTime: seconds(),
        expiresAt: now() + expiry(client, 'RefreshToken') * 1000,
        hash: digest(refreshToken),
      }
      const result = await create(id, grant, user, client, options)
      users.saveGrant(id, grant)
      return { ...result, RefreshToken: refreshToken }
    },

    refresh: async (token, client, metadata) => {
      const [id, grant] = grantOf(token, client)
      const user = users.find(grant.sub)
      if (!user) throw userNotFound()
      if (!user.enabled) throw notAuthorized('User is disabled.')
      const source = 'TokenGeneration_RefreshTokens'
      const result = await create(id, grant, user, client, { source, metadata })
      const { Feature, RetryGracePeriodSeconds = 0 } = client.RefreshTokenRotation ?? {}
      if (Feature !== 'ENABLED') return result
      const next = newRefreshToken(id)
      grant.previous = { hash: digest(token), until: now() + RetryGracePeriodSeconds * 1000 }
      grant.hash = digest(next)
      users.saveGrant(id, grant)
      return { ...result, RefreshToken: next }
    },

    verify: (token) => {
      const claims = decode(token)
      if (!claims || claims.exp <= seconds() || claims.iss !== pool().issuer) return undefined
      const audience = claims.token_use === 'id' ? claims.aud : claims.client_id
      return pool().clients.some(({ id }) => id === audience) ? claims : undefined
    },

    owner: (accessToken, scope = admin) => {
      const claims = decode(accessToken)
      if (!claims || claims.token_use !== 'access' || claims.iss !== pool().issuer)
        throw notAuthorized('Invalid Access Token')
      if (claims.exp <= seconds()) throw notAuthorized('Access Token has expired')
      const user = users.find(claims.sub)
      if (!user) throw userNotFound()
      if (!users.grant(String(claims.origin_jti)))
        throw notAuthorized('Access Token has been revoked')
      if (!user.enabled) throw notAuthorized('User is disabled.')
      if (!String(claims.scope).split(' ').includes(scope))
        throw notAuthorized('Access Token does not have required scopes')
      const client = pool().clients.find(({ id }) => id === claims.client_id)
      if (!client) throw notFound('User pool client does not exist.')
      return { user, client, claims }
    },

    isRevoked: (claims) => !users.grant(String(claims.origin_jti)) || !users.find(claims.sub),

    revoke: (token, client) => {
      // A token that is no longer good is answered like one that was: RFC 7009, section 2.2.
      const [id = ''] = token.split('.')
      const grant = users.grant(id)
      if (!grant || ![grant.hash, grant.previous?.hash].includes(digest(token))) return
      if (grant.clientId !== client.id)
        throw new ServiceError('UnauthorizedException', 'The token was issued to another client.')
      users.removeGrant(id)
    },

    revokeAll: users.removeGrants,

    keys: () => ({ keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' }] }),
  }
}

/** The private key of the project in PEM, made on first use. */
function signingKey(store: Store): string {
  const known = store.read<{ pem: string }>(keyFile)
  if (known) return known.pem
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  store.write(keyFile, { pem })
  return pem
}

/** Attributes as claims: flags are booleans, the linked identities a list. */
function attributeClaims(client: Client, user: User): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readable(client, user.attributes)).map(([name, value]) => {
      if (name.endsWith('_verified')) return [name, value === 'true']
      if (name === 'identities') return [name, JSON.parse(value) as unknown]
      return [name, value]
    }),
  )
}

function changed(payload: object, { set, remove }: Overrides['id']): object {
  return Object.fromEntries(
    Object.entries({ ...payload, ...set }).filter(([claim]) => !remove.includes(claim)),
  )
}
