// The users and groups of the local user pool, kept in one JSON file.
import { randomUUID } from 'node:crypto'
import { ServiceError, type Store } from '../types.ts'
import { notFound } from './errors.ts'
import { openJournal } from './journal.ts'
import type { Contact, Mfa, Pool } from './pool.ts'
import type { Passkey } from './passkeys.ts'
import type { Verifier } from './srp.ts'
import type { Grant } from './tokens.ts'

export type UserStatus =
  'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'EXTERNAL_PROVIDER'

/** Times are in milliseconds since 1970. */
export type User = {
  /** The same as `sub` in a pool whose people sign in by email or phone number. */
  username: string
  sub: string
  status: UserStatus
  enabled: boolean
  createdAt: number
  modifiedAt: number
  attributes: Record<string, string>
  /** New values of attributes that count only once their code is given. */
  pending: Record<string, string>
  password?: Verifier
  /** Set for a temporary password. */
  passwordExpiresAt?: number
  /** One-time codes by what they are for. */
  codes: Record<string, Code>
  groups: string[]
  mfa: { enabled: Mfa[]; preferred?: Mfa }
  /** The authenticator app. `lastPeriod`: of the last code that signed in. */
  totp?: { secret: string; lastPeriod?: number }
  /** The secret of an app that is being set up; until its first code the other one counts. */
  nextTotp?: string
  passkeys: Passkey[]
}

export type Code = { code: string; expiresAt: number; attribute?: Contact }

export type Group = {
  name: string
  description?: string
  precedence?: number
  roleArn?: string
  /** From the synthesized backend: follows it on every reload. */
  synthesized: boolean
  createdAt: number
  modifiedAt: number
}

export type Users = {
  all(): User[]
  groups(): Group[]
  /** By username, sub or alias; undefined when there is none. */
  find(name: string): User | undefined
  /** A new user with the defaults filled in; not saved before `save`. Throws when it is not free. */
  create(given: Pick<User, 'status' | 'attributes'> & Partial<User>): User
  /** Forgets the user and every sign-in. */
  remove(user: User): void
  /** Throws a ResourceNotFoundException. */
  group(name: string): Group
  /** The groups of a user, first the one whose role counts. */
  groupsOf(user: User): Group[]
  saveGroup(group: Group): void
  removeGroup(name: string): void
  /** A sign-in that can still be refreshed. */
  grant(id: string): Grant | undefined
  saveGrant(id: string, grant: Grant): void
  /** Ends one sign-in. */
  removeGrant(id: string): void
  /** Ends every sign-in of a user. */
  removeGrants(user: User): void
  /** Throws a UsernameExistsException or, for an alias, an AliasExistsException. */
  assertFree(attributes: Record<string, string>, except?: User): void
  /** Writes a user down; call it after every change. */
  save(user: User): void
  /** Takes over the groups of another synthesized backend. */
  synchronize(): void
}

type State = { users: User[]; groups: Group[]; grants: [string, Grant][] }
const file = 'cognito-user-pool'

/** Reads the users of the project, or starts with none. `pool` is asked anew each time. */
export function loadUsers(store: Store, pool: () => Pool, now: () => number): Users {
  const state = store.read<State>(`${file}.json`) ?? { users: [], groups: [], grants: [] }
  const grants = new Map(state.grants)
  const users = new Map(state.users.map((user) => [user.username, user]))
  const groups = new Map(state.groups.map((group) => [group.name, group]))
  const journal = openJournal(store, file, { users, groups, grants }, () => ({
    users: [...users.values()],
    groups: [...groups.values()],
    grants: [...grants].filter(([, { expiresAt }]) => expiresAt > now()),
  }))
  /** Users by what they may be called; whether they still are is seen at the user. */
  let names = new Map<string, Set<User>>()
  const folded = (name: string) => name.toLowerCase()
  const called = (name: string) => [...(names.get(folded(name)) ?? [])]

  const same = (left: string | undefined, right: string) =>
    pool().properties.UsernameConfiguration?.CaseSensitive === false
      ? left?.toLowerCase() === right.toLowerCase()
      : left === right

  /**
   * Attributes a user can sign in with beside the username. An account at a provider has none: it
   * may have the email of another user (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html).
   */
  const aliases = (user: User): string[] => {
    if (user.status === 'EXTERNAL_PROVIDER') return []
    const { UsernameAttributes = [], AliasAttributes = [] } = pool().properties
    const verified = AliasAttributes.filter(
      (name) => name === 'preferred_username' || user.attributes[`${name}_verified`] === 'true',
    )
    return [...UsernameAttributes, ...verified]
  }

  const index = (user: User) => {
    const own = aliases(user).flatMap((alias) => user.attributes[alias] ?? [])
    for (const name of new Set([user.username, user.sub, ...own].map(folded)))
      names.set(name, (names.get(name) ?? new Set()).add(user))
  }

  const assertFree: Users['assertFree'] = (attributes, except) => {
    for (const name of pool().properties.UsernameAttributes ?? []) {
      const value = attributes[name]
      const taken =
        value &&
        called(value).some(
          (user) =>
            user !== except && aliases(user).includes(name) && same(user.attributes[name], value),
        )
      if (taken && except)
        throw new ServiceError(
          'AliasExistsException',
          `An account with the ${name} already exists.`,
        )
      if (taken)
        throw new ServiceError(
          'UsernameExistsException',
          `An account with the given ${name} already exists.`,
        )
    }
  }

  const save = (user: User) => {
    // It may have been removed while a function ran.
    if (users.get(user.username) !== user) return
    user.modifiedAt = now()
    index(user)
    journal.write('users', user.username, user)
  }
  const removeGrant = (id: string) => {
    grants.delete(id)
    journal.write('grants', id)
  }
  const removeGrants = ({ sub }: User) => {
    for (const [id, grant] of grants) if (grant.sub === sub) removeGrant(id)
  }

  return {
    save,
    removeGrant,
    removeGrants,
    grant: (id) => grants.get(id),
    saveGrant: (id, grant) => {
      grants.set(id, grant)
      journal.write('grants', id, grant)
    },
    all: () => [...users.values()],
    groups: () => [...groups.values()],

    find: (name) => {
      const all = called(name)
      return (
        all.find((user) => same(user.username, name) || user.sub === name) ??
        all.find((user) => aliases(user).some((alias) => same(user.attributes[alias], name)))
      )
    },

    create: (given) => {
      // Once more: a trigger may have taken its time since the first look.
      if (given.status !== 'EXTERNAL_PROVIDER') assertFree(given.attributes)
      const sub = given.sub ?? randomUUID()
      const user: User = {
        username: sub,
        enabled: true,
        createdAt: now(),
        modifiedAt: now(),
        pending: {},
        codes: {},
        groups: [],
        mfa: { enabled: [] },
        passkeys: [],
        ...given,
        sub,
      }
      if (users.has(user.username))
        throw new ServiceError('UsernameExistsException', 'User already exists')
      users.set(user.username, user)
      index(user)
      return user
    },

    remove: (user) => {
      users.delete(user.username)
      for (const holders of names.values()) holders.delete(user)
      removeGrants(user)
      journal.write('users', user.username)
    },

    group: (name) => {
      const group = groups.get(name)
      if (!group) throw notFound('Group not found.')
      return group
    },

    groupsOf: (user) =>
      user.groups
        .flatMap((name) => groups.get(name) ?? [])
        .sort((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity)),

    saveGroup: (group) => {
      groups.set(group.name, group)
      journal.write('groups', group.name, group)
    },

    removeGroup: (name) => {
      groups.delete(name)
      for (const user of users.values()) user.groups = user.groups.filter((own) => own !== name)
      journal.compact()
    },

    assertFree,

    synchronize: () => {
      const wanted = new Map(pool().groups.map((group) => [group.GroupName, group]))
      for (const { name, synthesized } of groups.values())
        if (synthesized && !wanted.has(name)) groups.delete(name)
      for (const [name, { Description, Precedence, RoleArn }] of wanted) {
        const createdAt = groups.get(name)?.createdAt ?? now()
        groups.set(name, {
          name,
          description: Description,
          precedence: Precedence,
          roleArn: RoleArn,
          synthesized: true,
          createdAt,
          modifiedAt: now(),
        })
      }
      for (const user of users.values())
        user.groups = user.groups.filter((name) => groups.has(name))
      // What one may be called depends on the backend, too.
      names = new Map()
      for (const user of users.values()) index(user)
      journal.compact()
    },
  }
}
