import { signIn } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import { services } from './sign-in-services'

vi.mock('aws-amplify/auth')

const person = { username: 'ada@example.com', password: 'Correct-horse-1' }

function cognitoAsksFor(signInStep: string) {
  vi.mocked(signIn).mockResolvedValue({ isSignedIn: false, nextStep: { signInStep } } as never)
}

test('says so when a password has to be reset', async () => {
  cognitoAsksFor('RESET_PASSWORD')
  await expect(services.handleSignIn(person)).rejects.toThrow('Forgot your password?')
})

test('leaves everything else to the form', async () => {
  cognitoAsksFor('CONFIRM_SIGN_IN_WITH_TOTP_CODE')
  expect(await services.handleSignIn(person)).toMatchObject({
    nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' },
  })
})
