import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  fetchAuthSession,
  fetchUserAttributes,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
} from 'aws-amplify/auth'
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
before(async () => {
  backend = await startBackend({ backend: 'auth-backend' })
})
after(() => backend.close())
beforeEach(() => openBrowser())

type Event = {
  triggerSource: string
  userName: string
  request?: {
    userAttributes?: Record<string, string>
    clientMetadata?: object
    validationData?: object
  }
  callerContext: { clientId: string }
}

/** The events that the trigger function got, oldest first. */
const events = (address: string) =>
  backend.functions
    .invocations()
    .map(({ event }) => event as Event)
    .filter(({ request }) => request?.userAttributes?.email === address)
    .toReversed()
const sources = (address: string) => events(address).map(({ triggerSource }) => triggerSource)

async function register(name: string) {
  const username = email(name)
  const number = phone()
  const result = await signUp({
    username,
    password,
    options: { userAttributes: { email: username, phone_number: number } },
  })
  return { username, number, result }
}

test('each trigger runs at its moment, with the event that AWS describes', async () => {
  const { username: ada, number } = await register('ada')
  const clientMetadata = { page: 'welcome' }
  const confirmationCode = backend.code(number)
  await confirmSignUp({ username: ada, confirmationCode, options: { clientMetadata } })
  await signIn({ username: ada, password, options: { clientMetadata } })
  await fetchAuthSession({ forceRefresh: true })
  assert.deepEqual(sources(ada), [
    'PreSignUp_SignUp',
    'CustomMessage_SignUp',
    'PostConfirmation_ConfirmSignUp',
    'PreAuthentication_Authentication',
    'PostAuthentication_Authentication',
    'TokenGeneration_Authentication',
    'TokenGeneration_RefreshTokens',
  ])
  const [, , confirmation, authentication] = events(ada)
  assert.partialDeepStrictEqual(confirmation, {
    version: '1',
    region: 'us-east-1',
    userPoolId: backend.poolId,
    callerContext: { clientId: backend.clientId },
    request: {
      userAttributes: {
        sub: confirmation?.userName,
        'cognito:user_status': 'CONFIRMED',
        phone_number_verified: 'true',
        email_verified: 'false',
      },
      clientMetadata,
    },
  })
  assert.deepEqual(authentication?.request?.validationData, clientMetadata)
})

describe('preSignUp', () => {
  test('refuses a sign-up with its own words', async () => {
    const error = await refusal(register('refused'))
    assert.equal(error.name, 'UserLambdaValidationException')
    assert.equal(error.message, 'PreSignUp failed with error Only singers may join.')
    assert.ok(
      !backend.auth.users().some(({ attributes }) => attributes.email?.startsWith('refused')),
    )
  })

  test('leaves no gap for a second sign-up with the same email', async (t) => {
    const username = email('twice')
    const userAttributes = { email: username, phone_number: phone() }
    const { invoke } = backend.functions
    const { promise: bothAreWaiting, resolve } = Promise.withResolvers<void>()
    let calls = 0
    t.mock.method(backend.functions, 'invoke', async (...call: Parameters<typeof invoke>) => {
      if (++calls === 2) resolve()
      await bothAreWaiting
      return invoke(...call)
    })
    const once = () => signUp({ username, password, options: { userAttributes } })
    const results = await Promise.allSettled([once(), once()])
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  })

  test('confirms and verifies without a code', async () => {
    const { username, number, result } = await register('auto')
    assert.deepEqual([result.isSignUpComplete, result.nextStep.signUpStep], [true, 'DONE'])
    assert.throws(() => backend.code(number))
    assert.ok(sources(username).includes('PostConfirmation_ConfirmSignUp'))
    await signIn({ username, password })
    const { email_verified, phone_number_verified } = await fetchUserAttributes()
    assert.deepEqual([email_verified, phone_number_verified], ['true', 'false'])
  })
})

test('preAuthentication refuses a sign-in', async () => {
  const { username } = await register('hoarse')
  await backend.auth.confirm(username)
  const error = await refusal(signIn({ username, password }))
  assert.equal(error.message, 'PreAuthentication failed with error Rest your voice.')
  assert.ok(!sources(username).some((source) => source.startsWith('TokenGeneration')))
})

describe('preTokenGeneration', () => {
  test('adds and removes claims of the id token and overrides groups in both tokens', async () => {
    const { username } = await register('tenor')
    await backend.auth.confirm(username)
    await backend.auth.addToGroup(username, 'EDITORS')
    await signIn({ username, password })
    const { tokens } = await fetchAuthSession()
    const id = tokens?.idToken?.payload
    assert.deepEqual([id?.voice, id?.phone_number], ['tenor', undefined])
    assert.deepEqual(id?.['cognito:groups'], ['TENORS'])
    assert.deepEqual(tokens?.accessToken.payload['cognito:groups'], ['TENORS'])
    assert.equal(tokens?.accessToken.payload.voice, undefined)
    assert.notEqual(id?.sub, 'somebody else', 'some claims are not to be changed')
  })

  test('leaves the tokens of others as they are', async () => {
    const { username, number } = await register('alto')
    await backend.auth.confirm(username)
    await backend.auth.addToGroup(username, 'EDITORS')
    await signIn({ username, password })
    const { tokens } = await fetchAuthSession()
    assert.deepEqual(tokens?.idToken?.payload['cognito:groups'], ['EDITORS'])
    assert.equal(tokens?.idToken?.payload.phone_number, number)
  })
})

test('customMessage writes the message', async () => {
  const { username } = await register('ada')
  await backend.auth.confirm(username)
  await backend.vouch(username, 'email')
  await resetPassword({ username, options: { clientMetadata: { language: 'de' } } })
  const message = backend.mailbox.messages.at(-1)
  assert.equal(message?.subject, 'Passwort vergessen')
  assert.equal(message?.text, `Dein Code: ${backend.code(username)}`)
  await resetPassword({ username })
  assert.equal(backend.mailbox.messages.at(-1)?.subject, 'Welcome to the choir')
  const confirmationCode = backend.code(username)
  await confirmResetPassword({ username, confirmationCode, newPassword: 'Another-Horse-2' })
  assert.ok(sources(username).includes('PostConfirmation_ConfirmForgotPassword'))
})

describe('Custom challenges', () => {
  let username: string
  beforeEach(async () => {
    ;({ username } = await register('ada'))
    await backend.auth.confirm(username)
  })

  test('sign in without a password', async () => {
    const options = { authFlowType: 'CUSTOM_WITHOUT_SRP' } as const
    const { nextStep } = await signIn({ username, options })
    assert.ok(nextStep.signInStep === 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE')
    assert.equal(nextStep.additionalInfo?.question, 'Which note follows do, re?')
    assert.equal((await confirmSignIn({ challengeResponse: 'mi' })).isSignedIn, true)
  })

  test('a wrong answer ends the sign-in', async () => {
    await signIn({ username, options: { authFlowType: 'CUSTOM_WITHOUT_SRP' } })
    const error = await refusal(confirmSignIn({ challengeResponse: 'fa' }))
    assert.equal(error.name, 'NotAuthorizedException')
    await refusal(confirmSignIn({ challengeResponse: 'mi' }))
  })

  test('come after the password', async () => {
    const options = { authFlowType: 'CUSTOM_WITH_SRP' } as const
    await refusal(signIn({ username, password: 'Wrong-Horse-1', options }))
    const { nextStep } = await signIn({ username, password, options })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE')
    assert.equal((await confirmSignIn({ challengeResponse: 'mi' })).isSignedIn, true)
  })
})

describe('Custom challenges of who has a second factor', () => {
  test('come after the password and that factor', async () => {
    const { username, number } = await register('ada')
    await backend.auth.confirm(username)
    await backend.vouch(username, 'phone_number')
    await signIn({ username, password })
    await updateMFAPreference({ sms: 'PREFERRED' })
    await signOut()
    const options = { authFlowType: 'CUSTOM_WITH_SRP' } as const
    const { nextStep } = await signIn({ username, password, options })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE')
    const after = await confirmSignIn({ challengeResponse: backend.code(number) })
    assert.equal(after.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_CUSTOM_CHALLENGE')
    assert.equal((await confirmSignIn({ challengeResponse: 'mi' })).isSignedIn, true)
  })
})

describe('userMigration', () => {
  const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const

  test('brings a person over with the old password', async () => {
    const moved = email('moved')
    const old = 'Old-Choir-1'
    assert.equal((await signIn({ username: moved, password: old, options })).isSignedIn, true)
    assert.equal((await fetchUserAttributes()).email_verified, 'true')
    await signOut()
    assert.equal(
      (await signIn({ username: moved, password: old })).isSignedIn,
      true,
      'now with SRP',
    )
  })

  test('brings a person over who forgot the password', async () => {
    const moved = email('moved')
    await resetPassword({ username: moved })
    const confirmationCode = backend.code(moved)
    await confirmResetPassword({ username: moved, confirmationCode, newPassword: password })
    assert.equal((await signIn({ username: moved, password })).isSignedIn, true)
    const event = backend.functions
      .invocations()
      .map(({ event }) => event as Event)
      .find(({ triggerSource }) => triggerSource === 'UserMigration_ForgotPassword')
    assert.equal(event?.userName, moved)
  })

  test('does not bring strangers', async () => {
    const error = await refusal(
      signIn({ username: email('moved'), password: 'Wrong-Choir-1', options }),
    )
    assert.equal(error.name, 'NotAuthorizedException')
  })
})
