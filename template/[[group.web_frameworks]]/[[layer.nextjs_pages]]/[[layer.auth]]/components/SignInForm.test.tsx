import type * as ui from '@aws-amplify/ui-react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { signOut } from 'aws-amplify/auth'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { me } from '@/lib/me'
import { openAnew, reload } from '@/lib/page'
import { home } from '@/lib/screens'
import SignInForm from './SignInForm'

vi.mock('@/lib/amplify', () => ({}))
vi.mock('@/lib/me', () => ({ me: vi.fn() }))
vi.mock('@/lib/page')
vi.mock('aws-amplify/auth', () => ({ signOut: vi.fn() }))
// Somebody has filled in the form.
vi.mock('@aws-amplify/ui-react', async (original) => {
  const official = await original<typeof ui>()
  const { Provider } = official.Authenticator
  const Authenticator = ({ children }: { children: ReactNode }) => children
  return { ...official, Authenticator: Object.assign(Authenticator, { Provider }) }
})

test('opens the workspace when the server sees the person too', async () => {
  history.replaceState(null, '', '/sign-in')
  vi.mocked(me).mockResolvedValue({ userId: '1', username: 'ada@example.com' })
  render(<SignInForm />)
  expect(screen.getByRole('status')).toHaveTextContent('Opening your workspace')
  await vi.waitFor(() => expect(openAnew).toHaveBeenCalledWith(home))
})

test('opens the page that was asked for', async () => {
  history.replaceState(null, '', '/a-page')
  vi.mocked(me).mockResolvedValue({ userId: '1', username: 'ada@example.com' })
  render(<SignInForm />)
  await vi.waitFor(() => expect(reload).toHaveBeenCalled())
})

test.each([
  ['sees nobody', () => Promise.resolve(null)],
  ['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
])('says so when the server %s', async (_, answer) => {
  vi.mocked(me).mockImplementation(answer)
  render(<SignInForm />)
  expect(await screen.findByRole('alert')).toHaveTextContent('The server could not confirm')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }))
  expect(signOut).toHaveBeenCalled()
})
