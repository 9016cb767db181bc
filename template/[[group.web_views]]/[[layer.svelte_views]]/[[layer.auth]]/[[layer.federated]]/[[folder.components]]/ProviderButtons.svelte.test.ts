import { act, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { signInWith } from '$lib/providers'
import { watchRedirectFailures } from '$lib/redirect-failures'
import ProviderButtons from './ProviderButtons.svelte'

vi.mock('$lib/providers', () => ({ providers: { acme: 'Acme' }, signInWith: vi.fn() }))
vi.mock('$lib/redirect-failures', () => ({ watchRedirectFailures: vi.fn(() => () => {}) }))

test('leaves the app for a provider', async () => {
  render(ProviderButtons)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in with Acme' }))
  expect(signInWith).toHaveBeenCalledWith('acme')
})

test('says why it cannot', async () => {
  vi.mocked(signInWith).mockRejectedValueOnce(new Error('There is already a signed in user.'))
  render(ProviderButtons)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in with Acme' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('already a signed in user')
})

test('says why somebody came back without being signed in', async () => {
  render(ProviderButtons)
  const [onFailure] = vi.mocked(watchRedirectFailures).mock.lastCall!
  await act(() => onFailure(new Error('access denied')))
  expect(screen.getByRole('alert')).toHaveTextContent('access denied')
})
