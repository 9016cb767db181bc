// What the preTokenGeneration trigger may change in the tokens
// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html).
import { isObject } from '../http.ts'
import type { Input, Texts } from './input.ts'
import type { Client } from './pool.ts'
import type { Triggers } from './triggers.ts'
import type { Group, User } from './users.ts'

type Changes = { set: Record<string, unknown>; remove: string[] }

export type Overrides = {
  groups: string[]
  /** ARNs of the roles of the groups. */
  roles: string[]
  preferredRole?: string
  scopes: string[]
  id: Changes
  access: Changes
}

/** Claims that a function cannot touch. */
const reserved = new Set(
  (
    'acr amr at_hash auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti ' +
    'sub token_use username client_id aud'
  ).split(' '),
)

type Subject = {
  user: User
  client: Client
  groups: Group[]
  source: string
  scopes: string[]
  metadata?: Texts
}

/** Asks the trigger, if there is one, and gives what the tokens shall hold. */
export async function overridesFor(triggers: Triggers, subject: Subject): Promise<Overrides> {
  const { user, client, groups, source, scopes, metadata } = subject
  const roles = groups.flatMap(({ roleArn }) => roleArn ?? [])
  const names = groups.map(({ name }) => name)
  const response = await triggers.run('PreTokenGeneration', {
    source,
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: { ...user.attributes, 'cognito:user_status': user.status },
      groupConfiguration: {
        groupsToOverride: names,
        iamRolesToOverride: roles,
        preferredRole: preferredRole(groups),
      },
      ...(metadata && { clientMetadata: metadata }),
      ...(triggers.tokenVersion() !== '1' && { scopes }),
    },
    response: { claimsOverrideDetails: null, claimsAndScopeOverrideDetails: null },
  })
  const first = part(response, 'claimsOverrideDetails')
  const second = part(response, 'claimsAndScopeOverrideDetails')
  const own = triggers.tokenVersion() === '1' ? first : second
  const accessPart = part(second, 'accessTokenGeneration')
  const override = own.groupOverrideDetails
  return {
    groups: isObject(override) ? strings(override.groupsToOverride) : names,
    roles: isObject(override) ? strings(override.iamRolesToOverride) : roles,
    preferredRole: isObject(override)
      ? strings([override.preferredRole])[0]
      : preferredRole(groups),
    scopes: [
      ...scopes.filter((scope) => !strings(accessPart.scopesToSuppress).includes(scope)),
      ...strings(accessPart.scopesToAdd),
    ],
    id: changes(own === first ? first : part(second, 'idTokenGeneration')),
    access: changes(own === first ? {} : accessPart),
  }
}

/** Two groups of the same precedence with different roles leave it open. */
function preferredRole(groups: Group[]): string | undefined {
  const withRole = groups.filter(({ roleArn }) => roleArn)
  const [first] = withRole
  const equal = withRole.filter(({ precedence }) => precedence === first?.precedence)
  return equal.every(({ roleArn }) => roleArn === first?.roleArn) ? first?.roleArn : undefined
}

function changes(from: Input): Changes {
  const set = Object.entries(part(from, 'claimsToAddOrOverride')).filter(([c]) => !reserved.has(c))
  return {
    set: Object.fromEntries(set),
    remove: strings(from.claimsToSuppress).filter((claim) => !reserved.has(claim)),
  }
}

const part = (from: Input, name: string): Input => {
  const value = from[name]
  return isObject(value) ? value : {}
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
