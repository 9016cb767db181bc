import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { me } from '@/lib/me'
import { openAnew, reload } from '@/lib/page'
import { Account } from './Account'

vi.mock('@/lib/amplify', () => ({}))
vi.mock('@/lib/me', () => ({ me: vi.fn() }))
vi.mock('@/lib/page')
vi.mock('aws-amplify/auth', () => ({ signOut: vi.fn() }))

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

test.each([
  ['nobody', null],
  ['somebody else', bob],
])('loads the page again when the server sees %s', async (_, user) => {
  vi.mocked(me).mockResolvedValue(user)
  dispatchEvent(new Event('focus'))
  await vi.waitFor(() => expect(reload).toHaveBeenCalled())
})

test.each([
  ['the server sees the same person', () => Promise.resolve(ada)],
  ['the server cannot be asked', () => Promise.reject(new TypeError('Failed to fetch'))],
])('stays as it is while %s', async (_, answer) => {
  vi.mocked(me).mockImplementation(answer)
  dispatchEvent(new Event('focus'))
  expect(me).toHaveBeenCalled()
  await new Promise((resolve) => setTimeout(resolve))
  expect(reload).not.toHaveBeenCalled()
})
