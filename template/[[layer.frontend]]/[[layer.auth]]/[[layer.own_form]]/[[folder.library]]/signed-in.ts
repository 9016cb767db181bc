import './amplify'
import { getCurrentUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'

/**
 * Calls `onChange` with whether somebody is signed in: now, and whenever that changes. Returns the function that stops it.
 */
export function watchSignIn(onChange: (isSignedIn: boolean) => void): () => void {
  const stop = Hub.listen('auth', ({ payload: { event } }) => {
    if (event === 'signedIn') onChange(true)
    if (event === 'signedOut' || event === 'tokenRefresh_failure') onChange(false)
  })
  getCurrentUser().then(
    () => onChange(true),
    () => onChange(false),
  )
  return stop
}
