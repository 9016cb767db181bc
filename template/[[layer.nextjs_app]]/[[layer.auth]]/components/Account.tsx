'use client'

import '@/lib/amplify'
import { getCurrentUser, signOut, type AuthUser } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { messageOf } from '@/lib/errors'

/** Who is signed in, and the way out. */
export function Account({ user }: { user: AuthUser }) {
  const [isLeaving, setLeaving] = useState(false)
  const [error, setError] = useState<string>()

  // All windows share the cookies of the session, but none hears when another changes them.
  useEffect(() => {
    async function check() {
      const isSignedOut = (error: Error) => error.name === 'UserUnAuthenticatedException'
      const now = await getCurrentUser().catch((error) => (isSignedOut(error) ? null : user))
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
