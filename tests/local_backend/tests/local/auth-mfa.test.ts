import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  confirmSignIn,
  fetchMFAPreference,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth'
import type { PoolProperties } from '../../local/services/cognito/pool.ts'
import { totp } from '../../local/services/cognito/totp.ts'
import {
  email,
  openBrowser,
  password,
  phone,
  refusal,
  startBackend,
  type Backend,
} from './auth-support.ts'

let backend: Backend
let ada: string
let number: string

const start = async (change?: (pool: PoolProperties) => void) => {
  backend = await startBackend({ backend: 'auth-backend', ...(change && { change }) })
}
const stop = () => backend.close()

/** A person whose email and phone number are verified. */
async function register(attributes = {}) {
  await openBrowser()
  ada = email('ada')
  number = phone()
  const userAttributes = { email: ada, phone_number: number, ...attributes }
  await signUp({ username: ada, password, options: { userAttributes } })
  await backend.auth.confirm(ada)
  for (const address of ['email', 'phone_number']) await backend.vouch(ada, address)
}

/** Sets up an authenticator app; gives its secret. */
async function setUpApp() {
  await signIn({ username: ada, password })
  const { sharedSecret } = await setUpTOTP()
  await verifyTOTPSetup({ code: totp(sharedSecret, backend.now()) })
  await updateMFAPreference({ totp: 'PREFERRED' })
  await signOut()
  return sharedSecret
}

describe('An authenticator app', () => {
  before(() => start())
  after(stop)
  beforeEach(() => register())

  test('is set up with its first code and asked for at the next sign-in', async () => {
    const secret = await setUpApp()
    const { isSignedIn, nextStep } = await signIn({ username: ada, password })
    assert.deepEqual([isSignedIn, nextStep.signInStep], [false, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE'])
    const wrong = await refusal(confirmSignIn({ challengeResponse: '000000' }))
    assert.equal(wrong.name, 'CodeMismatchException')
    const code = totp(secret, backend.now())
    assert.equal((await confirmSignIn({ challengeResponse: code })).isSignedIn, true)
    assert.deepEqual(await fetchMFAPreference(), { enabled: ['TOTP'], preferred: 'TOTP' })
  })

  test('is not set up with a wrong code', async () => {
    await signIn({ username: ada, password })
    await setUpTOTP()
    const error = await refusal(verifyTOTPSetup({ code: '000000' }))
    assert.equal(error.name, 'EnableSoftwareTokenMFAException')
    const preference = await refusal(updateMFAPreference({ totp: 'PREFERRED' }))
    assert.match(preference.message, /not verified software token/)
  })

  test('stays the one that counts while another is set up, until that has given a code', async () => {
    const secret = await setUpApp()
    await signIn({ username: ada, password })
    await confirmSignIn({ challengeResponse: totp(secret, backend.now()) })
    const { sharedSecret: next } = await setUpTOTP()
    await signOut()
    backend.later(30_000)
    await signIn({ username: ada, password })
    const early = await refusal(confirmSignIn({ challengeResponse: totp(next, backend.now()) }))
    assert.equal(early.name, 'CodeMismatchException')
    await confirmSignIn({ challengeResponse: totp(secret, backend.now()) })
    await verifyTOTPSetup({ code: totp(next, backend.now()) })
    await signOut()
    backend.later(30_000)
    await signIn({ username: ada, password })
    await refusal(confirmSignIn({ challengeResponse: totp(secret, backend.now()) }))
    await confirmSignIn({ challengeResponse: totp(next, backend.now()) })
  })

  test('each of its codes works once', async () => {
    const secret = await setUpApp()
    const code = totp(secret, backend.now())
    await signIn({ username: ada, password })
    await confirmSignIn({ challengeResponse: code })
    await signOut()
    await signIn({ username: ada, password })
    const error = await refusal(confirmSignIn({ challengeResponse: code }))
    assert.equal(error.name, 'ExpiredCodeException')
    backend.later(30_000)
    const next = totp(secret, backend.now())
    assert.equal((await confirmSignIn({ challengeResponse: next })).isSignedIn, true)
  })

  test('can be switched off again', async () => {
    const secret = await setUpApp()
    await signIn({ username: ada, password })
    await confirmSignIn({ challengeResponse: totp(secret, backend.now()) })
    await updateMFAPreference({ totp: 'DISABLED' })
    await signOut()
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
  })
})

describe('Codes by text message and email', () => {
  before(() => start())
  after(stop)
  beforeEach(async () => {
    await register()
    await signIn({ username: ada, password })
  })

  test('a text message brings the second factor', async () => {
    await updateMFAPreference({ sms: 'ENABLED' })
    await signOut()
    const { nextStep } = await signIn({ username: ada, password })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE')
    assert.equal(backend.mailbox.messages.at(-1)?.channel, 'sms')
    const answer = await confirmSignIn({ challengeResponse: backend.code(number) })
    assert.equal(answer.isSignedIn, true)
  })

  test('an email brings the second factor', async () => {
    await updateMFAPreference({ email: 'ENABLED' })
    await signOut()
    const { nextStep } = await signIn({ username: ada, password })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
    const answer = await confirmSignIn({ challengeResponse: backend.code(ada) })
    assert.equal(answer.isSignedIn, true)
  })

  test('with several factors and none preferred, the person chooses', async () => {
    await updateMFAPreference({ email: 'ENABLED', sms: 'ENABLED' })
    await signOut()
    const { nextStep } = await signIn({ username: ada, password })
    assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_MFA_SELECTION')
    assert.deepEqual('allowedMFATypes' in nextStep && nextStep.allowedMFATypes, ['SMS', 'EMAIL'])
    const next = await confirmSignIn({ challengeResponse: 'EMAIL' })
    assert.equal(next.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
    assert.equal((await confirmSignIn({ challengeResponse: backend.code(ada) })).isSignedIn, true)
  })

  test('the preferred factor is asked for', async () => {
    await updateMFAPreference({ email: 'ENABLED', sms: 'PREFERRED' })
    assert.deepEqual(await fetchMFAPreference(), { enabled: ['SMS', 'EMAIL'], preferred: 'SMS' })
    await signOut()
    const { nextStep } = await signIn({ username: ada, password })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE')
  })
})

describe('Where a second factor is required', () => {
  before(() =>
    start((pool) => {
      pool.MfaConfiguration = 'ON'
      pool.EnabledMfas = ['SOFTWARE_TOKEN_MFA']
    }),
  )
  after(stop)
  beforeEach(() => register())

  test('the first sign-in sets up an app and asks for its code from then on', async () => {
    const { isSignedIn, nextStep } = await signIn({ username: ada, password })
    assert.equal(isSignedIn, false)
    assert.ok(nextStep.signInStep === 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP')
    const { sharedSecret } = nextStep.totpSetupDetails
    const wrong = await refusal(confirmSignIn({ challengeResponse: '000000' }))
    assert.equal(wrong.name, 'EnableSoftwareTokenMFAException')
    const code = totp(sharedSecret, backend.now())
    assert.equal((await confirmSignIn({ challengeResponse: code })).isSignedIn, true)
    await signOut()
    const next = await signIn({ username: ada, password })
    assert.equal(next.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE')
  })

  test('neither a code by email nor the code of the sign-up replaces it', async () => {
    const start = { AuthFlow: 'USER_AUTH', ClientId: backend.clientId }
    const { body } = await backend.call('InitiateAuth', {
      ...start,
      AuthParameters: { USERNAME: ada, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
    })
    assert.deepEqual(body.AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP'])

    const eve = email('eve')
    const userAttributes = { email: eve, phone_number: phone() }
    await signUp({ username: eve, password, options: { userAttributes } })
    const confirmation = await backend.call('ConfirmSignUp', {
      ClientId: backend.clientId,
      Username: eve,
      ConfirmationCode: backend.code(userAttributes.phone_number),
    })
    const { Session } = confirmation.body
    assert.ok(Session)
    const next = await backend.call('InitiateAuth', {
      ...start,
      Session,
      AuthParameters: { USERNAME: eve },
    })
    assert.equal(next.body.ChallengeName, 'MFA_SETUP')
    assert.equal(next.body.AuthenticationResult, undefined)
  })

  test('the set-up cannot be skipped', async () => {
    const session = await passwordStep()
    const challenge = { ChallengeName: 'MFA_SETUP', Session: session }
    assert.equal((await respond(challenge)).body.message, 'Invalid session for the user.')
    await backend.call('AssociateSoftwareToken', { Session: session })
    assert.equal((await respond(challenge)).body.message, 'Invalid session for the user.')
  })
})

describe('A second factor cannot be left out', () => {
  before(() => start())
  after(stop)
  let secret: string
  beforeEach(async () => {
    await register()
    secret = await setUpApp()
  })

  const code = () => totp(secret, backend.now())
  const answer = (session: string | undefined, username = ada) =>
    respond({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: session,
      ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code() },
    })

  test('(the right session and code sign in)', async () => {
    const { status, body } = await answer(await passwordStep())
    assert.equal(status, 200)
    assert.ok(body.AuthenticationResult)
  })

  test('without a session', async () => {
    assert.equal((await answer(undefined)).body.__type, 'InvalidParameterException')
  })

  test('with a session that nobody gave', async () => {
    assert.equal((await answer('a'.repeat(64))).body.__type, 'NotAuthorizedException')
  })

  test('with the session of another person', async () => {
    const eves = await passwordStep()
    const evesCode = code()
    await register()
    const { body } = await respond({
      ChallengeName: 'SOFTWARE_TOKEN_MFA',
      Session: eves,
      ChallengeResponses: { USERNAME: ada, SOFTWARE_TOKEN_MFA_CODE: evesCode },
    })
    assert.equal(body.message, 'Invalid session for the user.')
  })

  test('with a session that has been used', async () => {
    const session = await passwordStep()
    assert.equal((await answer(session)).status, 200)
    backend.later(30_000)
    assert.equal((await answer(session)).body.__type, 'NotAuthorizedException')
  })

  test('with a session that is older than three minutes', async () => {
    const session = await passwordStep()
    backend.later(181_000)
    assert.match((await answer(session)).body.message ?? '', /session is expired/)
  })

  test('with the session of another step, such as the first one of SRP', async () => {
    const { body } = await backend.call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: backend.clientId,
      AuthParameters: { USERNAME: ada, SRP_A: 'abc' },
    })
    assert.equal((await answer(String(body.Session))).body.__type, 'NotAuthorizedException')
  })

  test('by answering another challenge with its session', async () => {
    const others = ['EMAIL_OTP', 'SMS_MFA', 'MFA_SETUP', 'CUSTOM_CHALLENGE', 'SELECT_CHALLENGE']
    for (const ChallengeName of others) {
      const Session = await passwordStep()
      const { body } = await respond({ ChallengeName, Session })
      assert.equal(body.message, 'Invalid session for the user.', ChallengeName)
    }
  })

  test('by guessing: after five wrong codes the session is over', async () => {
    const session = await passwordStep()
    for (let i = 0; i < 5; i++) {
      const { body } = await respond({
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: session,
        ChallengeResponses: { USERNAME: ada, SOFTWARE_TOKEN_MFA_CODE: '000000' },
      })
      assert.equal(body.__type, 'CodeMismatchException')
    }
    assert.equal((await answer(session)).body.__type, 'NotAuthorizedException')
  })

  test('by signing in without a password', async () => {
    const { body } = await backend.call('InitiateAuth', {
      AuthFlow: 'USER_AUTH',
      ClientId: backend.clientId,
      AuthParameters: { USERNAME: ada, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
    })
    assert.equal(body.ChallengeName, 'SELECT_CHALLENGE')
    assert.deepEqual(body.AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP'])
    const choice = await respond({
      ChallengeName: 'SELECT_CHALLENGE',
      Session: body.Session,
      ChallengeResponses: { USERNAME: ada, ANSWER: 'EMAIL_OTP' },
    })
    assert.equal(choice.body.message, 'EMAIL_OTP is not available for this user.')
  })
})

/** The session after the right password. */
async function passwordStep(): Promise<string> {
  const { body } = await backend.call('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: backend.clientId,
    AuthParameters: { USERNAME: ada, PASSWORD: password },
  })
  return String(body.Session)
}

const respond = (input: { ChallengeName: string; Session: unknown; ChallengeResponses?: object }) =>
  backend.call('RespondToAuthChallenge', {
    ClientId: backend.clientId,
    ChallengeResponses: { USERNAME: ada },
    ...input,
  })
