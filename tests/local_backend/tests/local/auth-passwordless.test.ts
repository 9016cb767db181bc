import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  associateWebAuthnCredential,
  autoSignIn,
  confirmSignIn,
  confirmSignUp,
  deleteWebAuthnCredential,
  fetchAuthSession,
  fetchUserAttributes,
  listWebAuthnCredentials,
  signIn,
  signOut,
  signUp,
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
import { installAuthenticator, type Authenticator } from './software-authenticator.ts'

let backend: Backend
let ada: string
let number: string
let authenticator: Authenticator
const userAuth = { authFlowType: 'USER_AUTH' } as const

before(async () => {
  authenticator = installAuthenticator('http://localhost:5173')
  backend = await startBackend({ backend: 'auth-backend' })
})
after(() => backend.close())
beforeEach(async () => {
  await openBrowser()
  ada = email('ada')
  number = phone()
  const userAttributes = { email: ada, phone_number: number }
  await signUp({ username: ada, password, options: { userAttributes } })
  await confirmSignUp({ username: ada, confirmationCode: backend.code(number) })
  await backend.vouch(ada, 'email')
})

describe('One-time codes', () => {
  test('an email brings a code of eight digits that signs in', async () => {
    const options = { ...userAuth, preferredChallenge: 'EMAIL_OTP' } as const
    const { nextStep } = await signIn({ username: ada, options })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
    assert.match(backend.code(ada), /^\d{8}$/)
    const wrong = await refusal(confirmSignIn({ challengeResponse: '00000000' }))
    assert.equal(wrong.name, 'CodeMismatchException')
    assert.equal((await confirmSignIn({ challengeResponse: backend.code(ada) })).isSignedIn, true)
    assert.equal((await fetchUserAttributes()).email, ada)
  })

  test('a text message does, too', async () => {
    const options = { ...userAuth, preferredChallenge: 'SMS_OTP' } as const
    const { nextStep } = await signIn({ username: number, options })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_SMS_CODE')
    const answer = await confirmSignIn({ challengeResponse: backend.code(number) })
    assert.equal(answer.isSignedIn, true)
  })

  test('a code expires after three minutes', async () => {
    const options = { ...userAuth, preferredChallenge: 'EMAIL_OTP' } as const
    await signIn({ username: ada, options })
    backend.later(181_000)
    const error = await refusal(confirmSignIn({ challengeResponse: backend.code(ada) }))
    assert.match(error.message, /session is expired/)
  })

  test('nobody can tell that an account does not exist', async () => {
    const nobody = email('nobody')
    const options = { ...userAuth, preferredChallenge: 'EMAIL_OTP' } as const
    const { nextStep } = await signIn({ username: nobody, options })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
    assert.throws(() => backend.code(nobody))
    const error = await refusal(confirmSignIn({ challengeResponse: '12345678' }))
    assert.equal(error.name, 'CodeMismatchException')
  })

  test('a person signs up without a password and is signed in by the code of the sign-up', async () => {
    const eve = email('eve')
    const userAttributes = { email: eve, phone_number: phone() }
    await signUp({ username: eve, options: { userAttributes, autoSignIn: userAuth } })
    const confirmationCode = backend.code(userAttributes.phone_number)
    const { nextStep } = await confirmSignUp({ username: eve, confirmationCode })
    assert.equal(nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN')
    assert.equal((await autoSignIn()).isSignedIn, true)
    await signOut()
    const error = await refusal(signIn({ username: eve, password }))
    assert.equal(error.name, 'NotAuthorizedException')
  })
})

describe('The choice of the first factor', () => {
  const choices = ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP']

  test('is offered when none is preferred', async () => {
    const { nextStep } = await signIn({ username: ada, options: userAuth })
    assert.ok(nextStep.signInStep === 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION')
    assert.deepEqual(nextStep.availableChallenges, choices)
    const next = await confirmSignIn({ challengeResponse: 'EMAIL_OTP' })
    assert.equal(next.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE')
    assert.equal((await confirmSignIn({ challengeResponse: backend.code(ada) })).isSignedIn, true)
  })

  for (const choice of ['PASSWORD', 'PASSWORD_SRP']) {
    test(`can be ${choice}, after a wrong password once more`, async () => {
      await signIn({ username: ada, options: userAuth })
      const { nextStep } = await confirmSignIn({ challengeResponse: choice })
      assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_PASSWORD')
      const wrong = await refusal(confirmSignIn({ challengeResponse: 'Wrong-Horse-1' }))
      assert.equal(wrong.name, 'NotAuthorizedException')
      assert.equal((await confirmSignIn({ challengeResponse: password })).isSignedIn, true)
    })

    test(`can be ${choice} from the start`, async () => {
      const options = { ...userAuth, preferredChallenge: choice as 'PASSWORD' }
      assert.equal((await signIn({ username: ada, password, options })).isSignedIn, true)
      await signOut()
      const wrong = await refusal(signIn({ username: ada, password: 'Wrong-Horse-1', options }))
      assert.equal(wrong.name, 'NotAuthorizedException')
    })
  }

  test('is offered when the preferred factor is not set up', async () => {
    const options = { ...userAuth, preferredChallenge: 'WEB_AUTHN' } as const
    const { nextStep } = await signIn({ username: ada, options })
    assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION')
  })
})

describe('A passkey', () => {
  const options = { ...userAuth, preferredChallenge: 'WEB_AUTHN' } as const
  beforeEach(async () => {
    authenticator.reset()
    await signIn({ username: ada, password })
    await associateWebAuthnCredential()
    await signOut()
  })

  test('signs in', async () => {
    assert.equal((await signIn({ username: ada, options })).isSignedIn, true)
    assert.equal((await fetchUserAttributes()).email, ada)
  })

  test('is listed and deleted', async () => {
    await signIn({ username: ada, options })
    const { credentials } = await listWebAuthnCredentials()
    assert.equal(credentials.length, 1)
    assert.equal(credentials[0]?.relyingPartyId, 'localhost')
    await deleteWebAuthnCredential({ credentialId: credentials[0]?.credentialId ?? '' })
    await signOut()
    const { nextStep } = await signIn({ username: ada, options })
    assert.equal(nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION')
  })

  test('that a phone made is refused where its attestation cannot be read', async () => {
    await signIn({ username: ada, options })
    const AccessToken = String((await fetchAuthSession()).tokens?.accessToken)
    const data = { type: 'webauthn.create', challenge: '', origin: 'android:apk-key-hash:x' }
    const clientDataJSON = Buffer.from(JSON.stringify(data)).toString('base64url')
    // Nothing, another type, too short, endless lists in lists, and a text that is not all there.
    const attestations = ['', '00', 'a0', 'a1686175746844617461420000', '81'.repeat(9000), '7affffffff']
    for (const attestation of attestations) {
      await backend.call('StartWebAuthnRegistration', { AccessToken })
      const attestationObject = Buffer.from(attestation, 'hex').toString('base64url')
      const Credential = { id: 'eA', response: { clientDataJSON, attestationObject } }
      const { body } = await backend.call('CompleteWebAuthnRegistration', { AccessToken, Credential })
      assert.equal(body.__type, 'WebAuthnClientMismatchException', attestation.slice(0, 40))
    }
  })

  const forgeries: Record<string, (authenticator: Authenticator) => void> = {
    'whose signature is another key’s': (a) => a.forge({ key: true }),
    'that answers another challenge': (a) => a.forge({ challenge: 'b3RoZXI' }),
    'given to another site': (a) => a.forge({ origin: 'https://evil.example' }),
    'without a person present': (a) => a.forge({ flags: 0 }),
    'of an authenticator that was copied': (a) => a.forge({ counter: 1 }),
  }
  for (const [description, forge] of Object.entries(forgeries)) {
    test(`${description} is refused`, async () => {
      assert.equal((await signIn({ username: ada, options })).isSignedIn, true)
      await signOut()
      forge(authenticator)
      const error = await refusal(signIn({ username: ada, options }))
      assert.match(error.name, /^(NotAuthorized|WebAuthnClientMismatch)Exception$/)
    })
  }
})
