import type * as ui from '@aws-amplify/ui-react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { signOut } from 'aws-amplify/auth'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { home } from '@/lib/screens'
import { SignInForm } from './SignInForm'

const router = vi.hoisted(() => ({ refresh: vi.fn(), replace: vi.fn() }))
vi.mock('@/lib/amplify', () => ({}))
vi.mock('aws-amplify/auth', () => ({ signOut: vi.fn() }))
vi.mock('next/navigation', () => ({ useRouter: () => router }))
// Somebody has filled in the form.
vi.mock('@aws-amplify/ui-react', async (original) => {
  const official = await original<typeof ui>()
  const { Provider } = official.Authenticator
  const Authenticator = ({ children }: { children: ReactNode }) => children
  return { ...official, Authenticator: Object.assign(Authenticator, { Provider }) }
})

test('leads to the workspace, or says that the server sent the person back', async () => {
  history.replaceState(null, '', '/sign-in')
  render(<SignInForm />)
  expect(router.replace).toHaveBeenCalledWith(home)
  expect(await screen.findByRole('alert')).toHaveTextContent('The server could not confirm')
  await userEvent.click(screen.getByRole('button', { name: 'Sign in again' }))
  expect(signOut).toHaveBeenCalled()
})

test('leads to the page that was asked for', () => {
  history.replaceState(null, '', '/a-page')
  render(<SignInForm />)
  expect(router.refresh).toHaveBeenCalled()
})
