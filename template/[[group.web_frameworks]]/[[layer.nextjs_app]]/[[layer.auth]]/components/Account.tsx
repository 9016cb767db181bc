'use client'

import '@/lib/amplify'
import { getCurrentUser, signOut, type AuthUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { useEffect } from 'react'
import { useAction } from '@/lib/hooks'
import { openAnew, reload } from '@/lib/page'
import { Problem } from './Problem'

/** Who is signed in, and the way out. */
export function Account({ user }: { user: AuthUser }) {
  const leave = useAction(() => signOut())

  // In a new document, nothing of this person stays in memory. Whoever came by a provider is taken there right after
  // this event, which ends the session there.
  useEffect(
    () =>
      Hub.listen('auth', ({ payload }) => {
        if (payload.event === 'signedOut') openAnew('/')
      }),
    [],
  )

  // All windows share the cookies of the session, but none hears when another changes them.
  useEffect(() => {
    async function check() {
      const isSignedOut = (error: Error) => error.name === 'UserUnAuthenticatedException'
      const now = await getCurrentUser().catch((error) => (isSignedOut(error) ? null : user))
      if (now?.userId !== user.userId) reload()
    }
    addEventListener('focus', check)
    return () => removeEventListener('focus', check)
  }, [user])

  return (
    <>
      <span className="who">{user.username}</span>
      <button className="quiet" disabled={leave.isPending} onClick={() => leave.run()}>
        Sign out
      </button>
      <Problem error={leave.error} />
    </>
  )
}
