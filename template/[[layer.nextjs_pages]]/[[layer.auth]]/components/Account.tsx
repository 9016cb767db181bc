import '@/lib/amplify'
import { signOut, type AuthUser } from 'aws-amplify/auth'
import { useEffect } from 'react'
import { me } from '@/lib/me'

/** Who is signed in, and the way out. */
export function Account({ user }: { user: AuthUser }) {
  // No window hears that another one changed the cookies of the session, so this one asks when it is looked at again.
  useEffect(() => {
    async function check() {
      const now = await me().catch(() => user)
      if (now?.userId !== user.userId) location.reload()
    }
    addEventListener('focus', check)
    return () => removeEventListener('focus', check)
  }, [user])

  async function leave() {
    await signOut()
    location.replace('/') // A new document: nothing of this person stays in memory.
  }

  return (
    <>
      <span className="who">{user.username}</span>
      <button className="quiet" onClick={leave}>
        Sign out
      </button>
    </>
  )
}
