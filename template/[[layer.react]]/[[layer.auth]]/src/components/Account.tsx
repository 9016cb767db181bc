import { signOut } from 'aws-amplify/auth'
import { useAction, useLoaded } from '../lib/hooks'
import { personName } from '../lib/person'

/** Who is signed in, and the way out. */
export function Account() {
  const { data: name, error } = useLoaded(personName)
  const leave = useAction(async () => {
    await signOut()
    location.replace('/') // A new document: nothing of this person stays in memory.
  })

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
