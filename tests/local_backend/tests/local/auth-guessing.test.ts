// How often a code or a password can be guessed.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { confirmSignUp, resendSignUpCode, resetPassword, signIn, signOut } from 'aws-amplify/auth'
import { setUpTOTP, updateMFAPreference, updatePassword, verifyTOTPSetup } from 'aws-amplify/auth'
import { createSessions } from '../../local/services/cognito/sessions.ts'
import { totp } from '../../local/services/cognito/totp.ts'
import { confirmedUser, openBrowser, password, refusal, startBackend } from './auth-support.ts'
import { email, type Backend } from './auth-support.ts'

const hour = 3_600_000
const wrong = 'Wrong-Horse-1'
const tooMany = 'Attempt limit exceeded, please try after some time.'

let backend: Backend
let ada: string
before(async () => {
  backend = await startBackend({
    still: true,
    change: (pool, client) => {
      pool.MfaConfiguration = 'OPTIONAL'
      pool.EnabledMfas = ['SOFTWARE_TOKEN_MFA']
      client.ExplicitAuthFlows?.push('ALLOW_USER_PASSWORD_AUTH')
    },
  })
})
after(() => backend.close())
beforeEach(async () => {
  await openBrowser()
  ada = await confirmedUser(backend)
})

const times = async (count: number, action: () => Promise<unknown>) => {
  for (let i = 0; i < count; i++) await action()
}

describe('Codes', () => {
  test('after five wrong ones even the right one is refused for an hour, also when it is new', async () => {
    const eve = email('eve')
    const input = { ClientId: backend.clientId, Username: eve }
    const UserAttributes = [{ Name: 'email', Value: eve }]
    await backend.call('SignUp', { ...input, Password: password, UserAttributes })
    const guess = (confirmationCode: string) => confirmSignUp({ username: eve, confirmationCode })
    await times(5, () => refusal(guess('wrong')))
    for (let i = 0; i < 2; i++) {
      const error = await refusal(guess(backend.code(eve)))
      assert.deepEqual([error.name, error.message], ['LimitExceededException', tooMany])
      await resendSignUpCode({ username: eve })
    }
    backend.later(hour)
    await guess(backend.code(eve))
  })

  test('five are sent in an hour, and for each purpose', async () => {
    const bob = email('bob')
    const input = { ClientId: backend.clientId, Username: bob }
    const UserAttributes = [{ Name: 'email', Value: bob }]
    await backend.call('SignUp', { ...input, Password: password, UserAttributes })
    await times(4, () => resendSignUpCode({ username: bob }))
    assert.equal((await refusal(resendSignUpCode({ username: bob }))).message, tooMany)
    await confirmSignUp({ username: bob, confirmationCode: backend.code(bob) })
    await times(5, () => resetPassword({ username: bob }))
    assert.equal((await refusal(resetPassword({ username: bob }))).message, tooMany)
    backend.later(hour)
    await resetPassword({ username: bob })
  })

  test('the password is changed five times in an hour', async () => {
    await signIn({ username: ada, password })
    const change = (oldPassword: string) => updatePassword({ oldPassword, newPassword: password })
    await times(5, () => refusal(change(wrong)))
    assert.equal((await refusal(change(password))).message, tooMany)
  })
})

test('sign-ins that nobody ends do not fill the memory', () => {
  const sessions = createSessions(Date.now)
  const client = { id: 'app', SupportedIdentityProviders: [] }
  const start = () => sessions.start(client, { username: 'ada', answers: ['PASSWORD'] })
  const [first, second] = [start(), start()]
  for (let i = 0; i < 9_999; i++) start()
  assert.throws(() => sessions.get(first, client, 'PASSWORD'), /session is expired/)
  assert.ok(sessions.get(second, client, 'PASSWORD'))
})

describe('Passwords', () => {
  const locked = 'Password attempts exceeded'
  const attempts: Record<string, (secret: string) => Promise<unknown>> = {
    SRP: (secret) => signIn({ username: ada, password: secret }),
    'a password in the clear': (secret) =>
      signIn({
        username: ada,
        password: secret,
        options: { authFlowType: 'USER_PASSWORD_AUTH' },
      }),
  }
  for (const [flow, attempt] of Object.entries(attempts))
    test(`with ${flow}: after five wrong ones there is a pause, which doubles each time`, async () => {
      await times(5, () => refusal(attempt(wrong)))
      for (const seconds of [1, 2, 4, 8]) {
        assert.equal((await refusal(attempt(password))).message, locked)
        backend.later((seconds - 0.5) * 1000)
        assert.equal((await refusal(attempt(password))).message, locked, `${seconds} s`)
        backend.later(500)
        assert.equal((await refusal(attempt(wrong))).message, 'Incorrect username or password.')
      }
      backend.later(16_000)
      await attempt(password)
      await signOut()
      assert.equal((await refusal(attempt(wrong))).message, 'Incorrect username or password.')
      await attempt(password)
    })

  test('no pause is longer than fifteen minutes', async () => {
    const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const
    const attempt = () => signIn({ username: ada, password: wrong, options })
    await times(20, async () => {
      await refusal(attempt())
      backend.later(14.9 * 60_000)
    })
    backend.later(60_000)
    await signIn({ username: ada, password })
  })

  test('codes of an app count as well, and a right password before them resets nothing', async () => {
    await signIn({ username: ada, password })
    const { sharedSecret } = await setUpTOTP()
    await verifyTOTPSetup({ code: totp(sharedSecret, backend.now()) })
    await updateMFAPreference({ totp: 'PREFERRED' })
    await signOut()
    const start = () =>
      backend.call('InitiateAuth', {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: backend.clientId,
        AuthParameters: { USERNAME: ada, PASSWORD: password },
      })
    const guess = async (code: string) => {
      const { body } = await start()
      return backend.call('RespondToAuthChallenge', {
        ClientId: backend.clientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: body.Session,
        ChallengeResponses: { USERNAME: ada, SOFTWARE_TOKEN_MFA_CODE: code },
      })
    }
    await times(5, () => guess('000000'))
    assert.equal((await start()).body.message, locked)
    backend.later(1000)
    const { status } = await guess(totp(sharedSecret, backend.now()))
    assert.equal(status, 200)
  })
})
