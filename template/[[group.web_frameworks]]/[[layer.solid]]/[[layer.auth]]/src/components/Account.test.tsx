import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { openAnew } from '../lib/page'
import { personName } from '../lib/person'
import Account from './Account'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/page')
vi.mock('../lib/person')
vi.mock('aws-amplify/auth')

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(personName).mockResolvedValue('ada@example.com')
})

test('shows who is signed in, and opens the first page anew when nobody is', async () => {
  const { unmount } = render(() => <Account />)
  expect(await screen.findByText('ada@example.com')).toBeVisible()
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledWith('/')
  unmount()
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledOnce()
})

test('signs out once, or says why not', async () => {
  vi.mocked(signOut).mockRejectedValue(new Error('Too many requests'))
  render(() => <Account />)
  await userEvent.dblClick(screen.getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many requests')
})

test('lets people sign out whose name it cannot find out', async () => {
  vi.mocked(personName).mockRejectedValue(new Error('NetworkError'))
  render(() => <Account />)
  expect(await screen.findByText('Signed in')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeEnabled()
})
