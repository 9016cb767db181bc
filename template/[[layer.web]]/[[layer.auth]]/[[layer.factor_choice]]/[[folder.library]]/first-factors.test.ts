import { signIn } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import { beginSignIn, firstFactors, type FirstFactor } from './first-factors'

vi.mock('./amplify', () => ({}))
vi.mock('aws-amplify/auth')

const [factor] = Object.keys(firstFactors) as FirstFactor[]

function cognitoAsksFor(signInStep: string) {
  vi.mocked(signIn).mockResolvedValue({ isSignedIn: false, nextStep: { signInStep } } as never)
}

test.each([
  ['DONE', false],
  ['CONFIRM_SIGN_IN_WITH_EMAIL_CODE', true],
  ['CONFIRM_SIGN_IN_WITH_SMS_CODE', true],
])('after %s a code is awaited: %s', async (step, isAwaited) => {
  cognitoAsksFor(step)
  expect(await beginSignIn('ada@example.com', factor!)).toBe(isAwaited)
})

test('says when the account has no such way', async () => {
  cognitoAsksFor('CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION')
  await expect(beginSignIn('ada@example.com', factor!)).rejects.toThrow('Choose another')
})
