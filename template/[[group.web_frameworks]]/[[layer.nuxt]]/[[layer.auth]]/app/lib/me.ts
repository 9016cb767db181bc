import type { AuthUser } from 'aws-amplify/auth'

/** Whom the server sees in the cookies of this browser; null when that is nobody. */
export async function me(): Promise<AuthUser | null> {
  const { user } = await $fetch('/api/me')
  return user
}
