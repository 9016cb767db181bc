import { useAuthenticator } from '@aws-amplify/ui-react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { resendSignUpCode } from 'aws-amplify/auth'
import { beforeEach, expect, test, vi } from 'vitest'
import { OpenLink } from './OpenLink'

vi.mock('aws-amplify/auth', () => ({ resendSignUpCode: vi.fn() }))
vi.mock('@aws-amplify/ui-react', async (original) => ({
  ...(await original<object>()),
  useAuthenticator: vi.fn(),
}))

const toSignIn = vi.fn()

beforeEach(() => {
  vi.resetAllMocks()
})

function renderAt(route: string, DeliveryMedium = 'EMAIL') {
  vi.mocked(useAuthenticator, { partial: true }).mockReturnValue({
    route,
    codeDeliveryDetails: { DeliveryMedium },
    username: 'ada@example.com',
    toSignIn,
  } as object)
  render(<OpenLink>The official form</OpenLink>)
}

test('stands in for the form while there is a link to open, and leads back to it', async () => {
  renderAt('confirmSignUp')
  expect(screen.getByRole('heading')).toHaveTextContent('Open the link')
  expect(screen.queryByText('The official form')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(toSignIn).toHaveBeenCalled()
})

test.each([
  ['before somebody created an account', 'signUp', 'EMAIL'],
  ['which asks for the code of an SMS', 'confirmSignUp', 'SMS'],
])('leaves the form %s', (_, route, medium) => {
  renderAt(route, medium)
  expect(screen.getByText('The official form')).toBeVisible()
})

test('sends another link, or says why not', async () => {
  vi.mocked(resendSignUpCode).mockRejectedValueOnce(new Error('Attempt limit exceeded'))
  renderAt('confirmSignUp')
  await userEvent.click(screen.getByRole('button', { name: 'Send it again' }))
  expect(screen.getByRole('alert')).toHaveTextContent('Attempt limit exceeded')

  await userEvent.click(screen.getByRole('button', { name: 'Send it again' }))
  expect(resendSignUpCode).toHaveBeenLastCalledWith({ username: 'ada@example.com' })
  expect(screen.getByRole('status')).toHaveTextContent('We sent another link.')
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})
