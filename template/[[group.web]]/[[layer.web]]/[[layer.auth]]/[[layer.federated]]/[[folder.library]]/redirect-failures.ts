import { Hub } from 'aws-amplify/utils'

let failure: unknown
const watchers = new Set<(error: unknown) => void>()

// Listens before Amplify is configured, because that is when it looks at what a provider sent back.
Hub.listen('auth', ({ payload }) => {
  if (payload.event !== 'signInWithRedirect_failure') return
  failure = payload.data?.error
  watchers.forEach((onFailure) => onFailure(failure))
})

/**
 * Calls `onFailure` when somebody came back from a provider and is not signed in, also if that was before.
 * Returns the function that stops it.
 */
export function watchRedirectFailures(onFailure: (error: unknown) => void): () => void {
  if (failure) onFailure(failure)
  watchers.add(onFailure)
  return () => watchers.delete(onFailure)
}
