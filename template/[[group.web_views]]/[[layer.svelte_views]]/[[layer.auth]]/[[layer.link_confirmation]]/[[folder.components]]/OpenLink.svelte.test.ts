import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { resendSignUpCode } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import OpenLink from './OpenLink.svelte'
import SignInForm from './SignInForm.svelte'

const authenticator = vi.hoisted(() => ({
  route: '',
  codeDeliveryDetails: { DeliveryMedium: 'EMAIL' },
  username: 'ada@example.com',
  toSignIn: vi.fn(),
}))
vi.mock('$lib/amplify', () => ({}))
vi.mock('@aws-amplify/ui-svelte', async () => ({
  Authenticator: (await import('./Icon.svelte')).default,
  useAuthenticator: () => ({ authenticator }),
}))
vi.mock('aws-amplify/auth')

test('stands in for the form while there is a link to open, and leads back to it', async () => {
  authenticator.route = 'confirmSignUp'
  const { container } = render(SignInForm)
  expect(screen.getByRole('heading')).toHaveTextContent('Open the link')
  expect(container.querySelector('svg')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(authenticator.toSignIn).toHaveBeenCalled()
})

test.each([
  ['before somebody created an account', 'signUp', 'EMAIL'],
  ['which asks for the code of an SMS', 'confirmSignUp', 'SMS'],
])('leaves the form %s', (_, route, medium) => {
  authenticator.route = route
  authenticator.codeDeliveryDetails.DeliveryMedium = medium
  const { container } = render(SignInForm)
  expect(screen.queryByRole('heading')).toBeNull()
  expect(container.querySelector('svg')).toBeVisible()
})

test('sends another link, or says why not', async () => {
  vi.mocked(resendSignUpCode).mockRejectedValueOnce(new Error('Attempt limit exceeded'))
  render(OpenLink)
  const again = screen.getByRole('button', { name: 'Send it again' })
  await userEvent.click(again)
  expect(await screen.findByRole('alert')).toHaveTextContent('Attempt limit exceeded')

  await userEvent.click(again)
  expect(resendSignUpCode).toHaveBeenLastCalledWith({ username: 'ada@example.com' })
  expect(await screen.findByRole('status')).toHaveTextContent('We sent another link.')
  expect(screen.queryByRole('alert')).toBeNull()
})
