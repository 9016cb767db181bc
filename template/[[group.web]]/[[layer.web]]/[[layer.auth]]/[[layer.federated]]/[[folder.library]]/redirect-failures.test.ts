import { Hub } from 'aws-amplify/utils'
import { expect, test, vi } from 'vitest'
import { watchRedirectFailures } from './redirect-failures'

const failure = (message: string) => ({
  event: 'signInWithRedirect_failure' as const,
  data: { error: new Error(message) },
})

test('tells also of a failure from before somebody watched', () => {
  Hub.dispatch('auth', failure('access denied'))
  const onFailure = vi.fn<(error: unknown) => void>()
  const stop = watchRedirectFailures(onFailure)
  expect(onFailure).toHaveBeenLastCalledWith(new Error('access denied'))

  Hub.dispatch('auth', failure('too late'))
  expect(onFailure).toHaveBeenLastCalledWith(new Error('too late'))

  stop()
  Hub.dispatch('auth', failure('unheard'))
  expect(onFailure).toHaveBeenCalledTimes(2)
})
