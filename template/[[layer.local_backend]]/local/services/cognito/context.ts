// What every operation of the local user pool works with.
import { setTimeout } from 'node:timers/promises'
import type { Log } from '../types.ts'
import type { Attempts } from './attempts.ts'
import type { Codes } from './codes.ts'
import { notAuthorized, notFound, userNotFound } from './errors.ts'
import { optionalText, text, texts, type Input } from './input.ts'
import type { Client, Contact, Pool } from './pool.ts'
import type { Sessions } from './sessions.ts'
import type { Strangers } from './strangers.ts'
import type { Tokens } from './tokens.ts'
import type { Triggers } from './triggers.ts'
import type { User, Users } from './users.ts'

export type Context = {
  /** The pool as it is now: a reload replaces it. */
  pool(): Pool
  users: Users
  tokens: Tokens
  sessions: Sessions
  codes: Codes
  attempts: Attempts
  stranger: Strangers
  triggers: Triggers
  log: Log
  /** Random text of this project. */
  seed: string
  /** Milliseconds since 1970. */
  now(): number
}

/** Who calls: `origin` is the page the app runs on, undefined outside of a browser. */
export type Caller = { origin?: string }

export type Operation = (input: Input, caller: Caller) => Promise<object> | object
export type Operations = Record<string, Operation>

/** The client that an operation names. */
export function clientOf({ pool }: Pick<Context, 'pool'>, input: Input): Client {
  const id = text(input, 'ClientId')
  const client = pool().clients.find((known) => known.id === id)
  if (!client) throw notFound(`User pool client ${id} does not exist.`)
  const hash =
    optionalText(input, 'SecretHash') ??
    texts(input, 'AuthParameters').SECRET_HASH ??
    texts(input, 'ChallengeResponses').SECRET_HASH
  if (hash && !client.GenerateSecret)
    throw notAuthorized(`Client ${id} is not configured for secret but secret was received`)
  return client
}

/** The user that an operation names; a UserNotFoundException when there is none. */
export function userOf({ users }: Pick<Context, 'users'>, name: string): User {
  const user = users.find(name)
  if (!user) throw userNotFound()
  return user
}

/** Whether answers must not tell if a user exists. Without a setting, they tell. */
export const hidesUsers = (client: Client) => client.PreventUserExistenceErrors === 'ENABLED'

/**
 * The user whom an operation names. Where answers must not tell, a stranger stands in for an unknown
 * or disabled user; else a UserNotFoundException.
 */
export function shownUser(context: Context, client: Client, name: string): User {
  const user = context.users.find(name)
  if (!user && !hidesUsers(client)) throw userNotFound()
  return user?.enabled ? user : context.stranger(name)
}

/** Gives the result after 25 ms at the earliest: how long a message takes to write does not show. */
export async function unhurried<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work, setTimeout(25)])
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** The address of a new user that gets the code; a phone number goes before an email. */
export function contactToVerify(pool: Pool, attributes: Record<string, string>) {
  const wanted = pool.properties.AutoVerifiedAttributes ?? []
  const order: Contact[] = ['phone_number', 'email']
  return order.find((contact) => wanted.includes(contact) && attributes[contact])
}

/** Attributes as triggers see them. */
export const triggerAttributes = (user: User) => ({
  ...user.attributes,
  'cognito:user_status': user.status,
})
