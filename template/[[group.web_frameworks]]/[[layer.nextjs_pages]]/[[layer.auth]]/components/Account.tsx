import '@/lib/amplify'
import { signOut, type AuthUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { useEffect } from 'react'
import { useAction } from '@/lib/hooks'
import { me } from '@/lib/me'
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

  // No window hears that another one changed the cookies of the session, so this one asks when it is looked at again.
  useEffect(() => {
    async function check() {
      const now = await me().catch(() => user)
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
