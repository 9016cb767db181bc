// Passwords: the pool's policy, and what is kept of them.
import { randomInt } from 'node:crypto'
import { ServiceError } from '../types.ts'
import type { PasswordPolicy, Pool } from './pool.ts'
import { createVerifier, matchesVerifier, type Account, type Verifier } from './srp.ts'
import type { User } from './users.ts'

/** What counts as a symbol (https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html). */
const symbols = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+- '
const includesSymbol = (password: string) => [...password.trim()].some((c) => symbols.includes(c))

/** Throws an InvalidPasswordException that names the first rule the password breaks. */
export function checkPassword(pool: Pool, password: string): void {
  const policy: PasswordPolicy = pool.properties.Policies?.PasswordPolicy ?? {}
  const rules: [unknown, boolean, string][] = [
    [true, password.length >= (policy.MinimumLength ?? 8), 'Password not long enough'],
    [policy.RequireLowercase, /[a-z]/.test(password), 'Password must have lowercase characters'],
    [policy.RequireUppercase, /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [policy.RequireNumbers, /\d/.test(password), 'Password must have numeric characters'],
    [policy.RequireSymbols, includesSymbol(password), 'Password must have symbol characters'],
  ]
  const broken = rules.find(([asked, kept]) => asked && !kept)
  if (broken)
    throw new ServiceError(
      'InvalidPasswordException',
      `Password did not conform with policy: ${broken[2]}`,
    )
}

/** The account whose verifier a user's password makes. */
export const accountOf = (pool: Pool, username: string): Account => ({
  poolName: pool.id.split('_')[1] ?? '',
  username,
})

export const passwordVerifier = (pool: Pool, username: string, password: string): Verifier =>
  createVerifier(accountOf(pool, username), password)

/** Whether it is the user's password; false, as late as for a wrong one, for a user who has none. */
export const hasPassword = (pool: Pool, user: User, password: string): boolean =>
  matchesVerifier(accountOf(pool, user.username), password, user.password ?? noPassword) &&
  user.password !== undefined

const noPassword: Verifier = { salt: '1', verifier: '1' }

/** A password that every policy accepts, for invited users. */
export function temporaryPassword(pool: Pool): string {
  const pick = (from: string, count: number) =>
    Array.from({ length: count }, () => from.charAt(randomInt(from.length))).join('')
  const letters = 'abcdefghijkmnpqrstuvwxyz'
  const length = Math.max(8, pool.properties.Policies?.PasswordPolicy?.MinimumLength ?? 8)
  return (
    pick(letters.toUpperCase(), 1) +
    pick('!#%&*+=?', 1) +
    pick('23456789', 2) +
    pick(letters, length - 4)
  )
}
