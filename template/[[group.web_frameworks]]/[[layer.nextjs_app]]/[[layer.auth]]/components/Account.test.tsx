import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { getCurrentUser, signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { openAnew, reload } from '@/lib/page'
import { Account } from './Account'

vi.mock('@/lib/amplify', () => ({}))
vi.mock('@/lib/page')
vi.mock('aws-amplify/auth', () => ({ getCurrentUser: vi.fn(), signOut: vi.fn() }))

const ada = { userId: '1', username: 'ada@example.com' }
const bob = { userId: '2', username: 'bob@example.com' }

beforeEach(() => {
  vi.clearAllMocks()
  render(<Account user={ada} />)
})

test('shows who is signed in, and signs them out', async () => {
  vi.mocked(signOut).mockImplementationOnce(async () =>
    Hub.dispatch('auth', { event: 'signedOut' }),
  )
  expect(screen.getByText('ada@example.com')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(signOut).toHaveBeenCalled()
  expect(openAnew).toHaveBeenCalledWith('/')
})

test('says so when somebody could not be signed out', async () => {
  vi.mocked(signOut).mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const button = screen.getByRole('button', { name: 'Sign out' })
  await userEvent.click(button)
  expect(screen.getByRole('alert')).toHaveTextContent('The backend cannot be reached')
  expect(openAnew).not.toHaveBeenCalled()
  expect(button).toBeEnabled()
})

const failure = (name: string) => () => Promise.reject(Object.assign(new Error(), { name }))

test.each([
  ['signed out', failure('UserUnAuthenticatedException')],
  ['signed in as somebody else', () => Promise.resolve(bob)],
])('loads the page again when another window has %s', async (_, answer) => {
  vi.mocked(getCurrentUser).mockImplementation(answer)
  dispatchEvent(new Event('focus'))
  await vi.waitFor(() => expect(reload).toHaveBeenCalled())
})

test.each([
  ['the person is the same', () => Promise.resolve(ada)],
  ['it cannot find out', failure('NetworkError')],
])('stays as it is while %s', async (_, answer) => {
  vi.mocked(getCurrentUser).mockImplementation(answer)
  dispatchEvent(new Event('focus'))
  await new Promise((resolve) => setTimeout(resolve))
  expect(reload).not.toHaveBeenCalled()
})
