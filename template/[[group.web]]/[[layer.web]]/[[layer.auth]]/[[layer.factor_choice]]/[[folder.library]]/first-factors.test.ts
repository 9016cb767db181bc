import { confirmSignIn, signIn } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import { beginSignIn, confirmCode, firstFactors, type FirstFactor } from './first-factors'

vi.mock('./amplify', () => ({}))
vi.mock('aws-amplify/auth')

const [factor] = Object.keys(firstFactors) as FirstFactor[]

function cognitoAsksFor(signInStep: string) {
  const output = { isSignedIn: false, nextStep: { signInStep } } as never
  vi.mocked(signIn).mockResolvedValue(output)
  vi.mocked(confirmSignIn).mockResolvedValue(output)
}

test.each([
  ['DONE', undefined],
  ['CONFIRM_SIGN_IN_WITH_EMAIL_CODE', 'The code that we sent'],
  ['CONFIRM_SIGN_IN_WITH_SMS_CODE', 'The code that we sent'],
  ['CONFIRM_SIGN_IN_WITH_TOTP_CODE', 'The code that your authenticator app shows'],
])('%s awaits: %s', async (step, code) => {
  cognitoAsksFor(step)
  expect(await beginSignIn('ada@example.com', factor!)).toBe(code)
  expect(await confirmCode('12345678')).toBe(code)
})

test.each([
  ['CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION', 'Choose another, or your password'],
  ['CONFIRM_SIGN_UP', 'Sign in with your password to do so'],
  ['RESET_PASSWORD', 'Forgot your password?'],
  ['CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED', 'the password that you were given'],
  ['CONTINUE_SIGN_IN_WITH_TOTP_SETUP', 'Choose another, or your password'],
])('%s is said in words', async (step, words) => {
  cognitoAsksFor(step)
  await expect(beginSignIn('ada@example.com', factor!)).rejects.toThrow(words)
})

test('says when a code has expired, and nothing else about a wrong one', async () => {
  const expired = Object.assign(new Error('Invalid session'), { name: 'NotAuthorizedException' })
  vi.mocked(confirmSignIn).mockRejectedValueOnce(expired)
  await expect(confirmCode('12345678')).rejects.toThrow('Start again')
  vi.mocked(confirmSignIn).mockRejectedValueOnce(new Error('Invalid code'))
  await expect(confirmCode('12345678')).rejects.toThrow('Invalid code')
})
