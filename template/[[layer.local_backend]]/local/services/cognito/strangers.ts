// People who do not exist: where answers must not tell who has an account, they are made from these
// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html).
import { hkdfSync } from 'node:crypto'
import { remember } from './attempts.ts'
import type { Pool } from './pool.ts'
import { unknownVerifier } from './srp.ts'
import { usernameOf } from './sign-up.ts'
import type { User } from './users.ts'

/** Somebody who is not in the pool, the same under the same name each time. */
export type Strangers = (name: string) => User

export function createStrangers(pool: () => Pool, seed: string): Strangers {
  const met = new Map<string, User>()
  return (name) => {
    const { UsernameConfiguration } = pool().properties
    const own = UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name
    return met.get(own) ?? remember(met, own, invent(pool(), seed, own), 1000)
  }
}

/** With what everybody in the pool has: a password, and the addresses that it asks for. */
function invent(pool: Pool, seed: string, name: string): User {
  const digest = Buffer.from(hkdfSync('sha256', seed, name, 'stranger', 32))
  const sub = uuid(digest)
  const username = usernameOf(pool, name, sub)
  const { Schema = [], AutoVerifiedAttributes = [] } = pool.properties
  const asked = [
    ...AutoVerifiedAttributes,
    ...Schema.flatMap(({ Name, Required }) => (Required && Name ? Name : [])),
  ]
  const letter = (index: number) => String.fromCharCode(97 + ((digest.at(index) ?? 0) % 26))
  const email = name.includes('@') ? name : `${letter(16)}@${letter(17)}`
  const digits = String(10n ** 12n + (digest.readBigUInt64BE(20) % 10n ** 12n))
  // Numbers are not all of one length.
  const phone = name.startsWith('+') ? name : `+${digits.slice((digest.at(18) ?? 0) % 3)}`
  return {
    username,
    sub,
    status: 'CONFIRMED',
    enabled: true,
    createdAt: 0,
    modifiedAt: 0,
    attributes: {
      sub,
      ...((email === name || asked.includes('email')) && { email, email_verified: 'true' }),
      ...((phone === name || asked.includes('phone_number')) && {
        phone_number: phone,
        phone_number_verified: 'true',
      }),
    },
    pending: {},
    password: unknownVerifier(seed, username),
    codes: {},
    groups: [],
    mfa: { enabled: [] },
    passkeys: [],
  }
}

/** In the form of a random one (version 4). */
function uuid(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16)
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return hex.replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/,
    (_, a, b, c, d, e) => `${a}-${b}-4${c}-${variant}${d}-${e}`,
  )
}
