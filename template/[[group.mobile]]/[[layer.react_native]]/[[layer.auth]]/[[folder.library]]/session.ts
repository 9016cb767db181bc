import './amplify'
import { getCurrentUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'

/** Whether somebody signed in here before and has not signed out. */
export async function isSignedIn(): Promise<boolean> {
  try {
    await getCurrentUser()
    return true
  } catch {
    return false
  }
}

/** Calls `onSignOut` when somebody signs out, or is signed out. Returns the function that stops it. */
export function watchSignOut(onSignOut: () => void): () => void {
  return Hub.listen('auth', ({ payload }) => {
    if (payload.event === 'signedOut') onSignOut()
  })
}
