import '../lib/amplify'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { useEffect } from 'react'
import { useAction, useLoaded } from '../lib/hooks'
import { openAnew } from '../lib/page'
import { personName } from '../lib/person'

/** Who is signed in, and the way out. */
export function Account() {
  const { data: name, error } = useLoaded(personName)
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

  return (
    <>
      <span className="who">{error ? 'Signed in' : name}</span>
      <button className="quiet" disabled={leave.isPending} onClick={() => leave.run()}>
        Sign out
      </button>
      {leave.error && <p role="alert">{leave.error}</p>}
    </>
  )
}
