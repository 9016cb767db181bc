import { render, screen, userEvent } from '@testing-library/react-native'
import { signInWith } from '../lib/providers'
import { ProviderButtons } from './ProviderButtons'

jest.mock('../lib/providers', () => ({ providers: { acme: 'Acme' }, signInWith: jest.fn() }))

test('leaves the app for a provider', async () => {
  await render(<ProviderButtons />)
  await userEvent.press(screen.getByRole('button', { name: 'Sign in with Acme' }))
  expect(signInWith).toHaveBeenCalledWith('acme')
})

test('says why somebody came back without being signed in', async () => {
  jest.mocked(signInWith).mockRejectedValueOnce(new Error('access denied'))
  await render(<ProviderButtons />)
  await userEvent.press(screen.getByRole('button', { name: 'Sign in with Acme' }))
  expect(screen.getByRole('alert')).toHaveTextContent('access denied')
})

test('says nothing when somebody changes their mind', async () => {
  jest.mocked(signInWith).mockRejectedValueOnce(new Error('canceled'))
  await render(<ProviderButtons />)
  await userEvent.press(screen.getByRole('button', { name: 'Sign in with Acme' }))
  expect(signInWith).toHaveBeenCalled()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByRole('button', { name: 'Sign in with Acme' })).toBeEnabled()
})
