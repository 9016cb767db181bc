import '@/lib/amplify'
import { signOut, type AuthUser } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { messageOf } from '@/lib/errors'
import { me } from '@/lib/me'

/** Who is signed in, and the way out. */
export function Account({ user }: { user: AuthUser }) {
  const [isLeaving, setLeaving] = useState(false)
  const [error, setError] = useState<string>()

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
    setLeaving(true)
    try {
      await signOut()
      location.replace('/') // A new document: nothing of this person stays in memory.
    } catch (problem) {
      setError(`You are still signed in. ${messageOf(problem)}`)
      setLeaving(false)
    }
  }

  return (
    <>
      <span className="who">{user.username}</span>
      <button className="quiet" disabled={isLeaving} onClick={leave}>
        Sign out
      </button>
      {error && <p role="alert">{error}</p>}
    </>
  )
}
