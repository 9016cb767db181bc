import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { openAnew } from '$lib/page'
import { personName } from '$lib/person'
import Account from './Account.svelte'

vi.mock('$lib/amplify', () => ({}))
vi.mock('$lib/page')
vi.mock('$lib/person')
vi.mock('aws-amplify/auth')

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(personName).mockResolvedValue('ada@example.com')
})

test('shows who is signed in, and signs them out', async () => {
  vi.mocked(signOut).mockImplementationOnce(async () =>
    Hub.dispatch('auth', { event: 'signedOut' }),
  )
  render(Account)
  expect(await screen.findByText('ada@example.com')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(signOut).toHaveBeenCalled()
  expect(openAnew).toHaveBeenCalledWith('/')
})

test('says why somebody could not be signed out', async () => {
  vi.mocked(signOut).mockRejectedValue(new Error('Too many requests'))
  render(Account)
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many requests')
  expect(openAnew).not.toHaveBeenCalled()
})

test('lets people sign out whose name it cannot find out', async () => {
  vi.mocked(personName).mockRejectedValue(new Error('NetworkError'))
  render(Account)
  expect(await screen.findByText('Signed in')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeEnabled()
})
