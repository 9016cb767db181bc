import { getCurrentUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { expect, test, vi } from 'vitest'
import { watchSignIn } from './signed-in'

vi.mock('./amplify', () => ({}))
vi.mock('aws-amplify/auth')

test('tells whether somebody is signed in, and when that changes', async () => {
  vi.mocked(getCurrentUser).mockRejectedValue(new Error('Nobody'))
  const onChange = vi.fn<(isSignedIn: boolean) => void>()
  const stop = watchSignIn(onChange)
  await vi.waitUntil(() => onChange.mock.lastCall?.[0] === false)

  Hub.dispatch('auth', { event: 'signedIn' })
  expect(onChange).toHaveBeenLastCalledWith(true)
  Hub.dispatch('auth', { event: 'tokenRefresh_failure' })
  expect(onChange).toHaveBeenLastCalledWith(false)

  stop()
  Hub.dispatch('auth', { event: 'signedIn' })
  expect(onChange).toHaveBeenCalledTimes(3)
})

test('knows whom the browser remembers', async () => {
  vi.mocked(getCurrentUser).mockResolvedValue({ userId: '1', username: 'ada' })
  const onChange = vi.fn<(isSignedIn: boolean) => void>()
  watchSignIn(onChange)
  await vi.waitUntil(() => onChange.mock.lastCall?.[0] === true)
})
