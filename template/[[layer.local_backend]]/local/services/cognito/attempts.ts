// How often somebody may try: five times an hour with codes, and after five wrong passwords or codes
// of a sign-in with pauses that grow
// (https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior).
// A restart forgets it.
import { ServiceError } from '../types.ts'
import { notAuthorized } from './errors.ts'

export type Attempts = {
  /** Throws a LimitExceededException once this was counted five times within an hour. */
  check(what: string): void
  count(what: string): void
  /** After a right code. */
  clear(what: string): void
  /** Throws a NotAuthorizedException during a pause. `who` is the `sub` of a user. */
  assertNotLocked(who: string): void
  /** A wrong password or code of a sign-in. */
  failed(who: string): void
  /** A sign-in with all its factors. */
  succeeded(who: string): void
}

const minute = 60_000
const allowed = 5
const longestPause = 15 * minute

export function createAttempts(now: () => number): Attempts {
  const counts = new Map<string, { count: number; until: number }>()
  const failures = new Map<string, { count: number; last: number; lockedUntil: number }>()
  const countOf = (what: string) => {
    const known = counts.get(what)
    return known && known.until > now() ? known : { count: 0, until: now() + 60 * minute }
  }
  return {
    check: (what) => {
      if (countOf(what).count >= allowed)
        throw new ServiceError(
          'LimitExceededException',
          'Attempt limit exceeded, please try after some time.',
        )
    },
    count: (what) => {
      const { count, until } = countOf(what)
      remember(counts, what, { count: count + 1, until })
    },
    clear: (what) => void counts.delete(what),
    assertNotLocked: (who) => {
      const known = failures.get(who)
      if (!known || known.lockedUntil <= now()) return
      known.last = now()
      throw notAuthorized('Password attempts exceeded')
    },
    failed: (who) => {
      const known = failures.get(who)
      const recent = known && now() - known.last < 15 * minute ? known.count : 0
      const count = recent + 1
      const pause = count < allowed ? 0 : Math.min(1000 * 2 ** (count - allowed), longestPause)
      remember(failures, who, { count, last: now(), lockedUntil: now() + pause })
    },
    succeeded: (who) => void failures.delete(who),
  }
}

/** Keeps a value and forgets the oldest ones, so that nobody can fill the memory. Gives the value. */
export function remember<K, V>(map: Map<K, V>, key: K, value: V, most = 10_000): V {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
  return value
}
