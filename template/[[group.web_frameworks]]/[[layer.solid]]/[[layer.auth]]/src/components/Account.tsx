import '../lib/amplify'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { onCleanup } from 'solid-js'
import { openAnew } from '../lib/page'
import { personName } from '../lib/person'
import { createAction, createLoaded } from '../lib/primitives'
import Problem from './Problem'

/** Who is signed in, and the way out. */
export default function Account() {
  const name = createLoaded(personName)
  const leave = createAction(() => signOut())

  // In a new document, nothing of this person stays in memory. Whoever came by a provider is taken there right after
  // this event, which ends the session there.
  onCleanup(
    Hub.listen('auth', ({ payload }) => {
      if (payload.event === 'signedOut') openAnew('/')
    }),
  )

  return (
    <>
      <span class="who">{name.error() ? 'Signed in' : name.data()}</span>
      <button class="quiet" disabled={leave.isPending()} onClick={() => leave.run()}>
        Sign out
      </button>
      <Problem error={leave.error()} />
    </>
  )
}
