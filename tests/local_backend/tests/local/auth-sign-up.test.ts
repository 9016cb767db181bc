import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import {
  autoSignIn,
  confirmSignUp,
  resendSignUpCode,
  signIn,
  signOut,
  signUp,
} from 'aws-amplify/auth'
import { createMailbox } from '../../local/services/mailbox.ts'
import { openStore } from '../../local/services/store.ts'
import { email, password, refusal, startBackend, type Backend } from './auth-support.ts'

const register = (username: string, attributes: Record<string, string> = {}, secret = password) =>
  signUp({
    username,
    password: secret,
    options: { userAttributes: { email: username, ...attributes } },
  })

describe('Signing up', () => {
  let backend: Backend
  before(async () => {
    backend = await startBackend()
  })
  after(() => backend.close())
  afterEach(() => signOut())

  test('a person signs up, confirms the code from the mailbox and signs in', async () => {
    const ada = email('ada')
    const { isSignUpComplete, nextStep } = await register(ada)
    assert.equal(isSignUpComplete, false)
    assert.equal(nextStep.signUpStep, 'CONFIRM_SIGN_UP')
    assert.deepEqual(nextStep.codeDeliveryDetails, {
      destination: 'a***@e***',
      deliveryMedium: 'EMAIL',
      attributeName: 'email',
    })
    const confirmed = await confirmSignUp({ username: ada, confirmationCode: backend.code(ada) })
    assert.equal(confirmed.isSignUpComplete, true)
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
  })

  test('the message has the words of the backend, and its code is printed', async () => {
    const ada = email('ada')
    await register(ada)
    const message = backend.mailbox.messages.at(-1)
    const code = backend.code(ada)
    assert.equal(message?.subject, 'Verify your new account')
    assert.equal(message?.text, `The verification code to your new account is ${code}`)
    assert.equal(backend.lines.at(-1), `[mail] to ${ada}: ${code} (Verify your new account)`)
  })

  test('the mailbox keeps the latest 200 messages, over a restart too', async () => {
    const store = openStore(join(backend.folder, 'another'))
    const mailbox = createMailbox(store, () => undefined)
    const letter = { to: 'ada', channel: 'email', subject: 'Hello' } as const
    for (let i = 1; i <= 201; i++) mailbox.send({ ...letter, text: `letter ${i}` })
    const { messages } = createMailbox(store, () => undefined)
    assert.deepEqual(
      [messages.length, messages[0]?.text, messages.at(-1)?.text],
      [200, 'letter 2', 'letter 201'],
    )
    mailbox.send({ ...letter, to: 'bob', text: 'for bob' })
    for (let i = 202; i <= 402; i++) mailbox.send({ ...letter, text: `letter ${i}` })
    const kept = createMailbox(store, () => undefined).messages
    assert.ok(
      kept.some(({ text }) => text === 'for bob'),
      'many letters to one do not push out those to another',
    )
    assert.deepEqual([kept.length, kept.at(-1)?.text], [200, 'letter 402'])
  })

  test('signing in before that leads to the confirmation', async () => {
    const ada = email('ada')
    await register(ada)
    const { isSignedIn, nextStep } = await signIn({ username: ada, password })
    assert.equal(isSignedIn, false)
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_UP')
  })

  test('a wrong code is refused, the right one still works', async () => {
    const ada = email('ada')
    await register(ada)
    const right = backend.code(ada)
    const wrong = right === '000000' ? '000001' : '000000'
    const error = await refusal(confirmSignUp({ username: ada, confirmationCode: wrong }))
    assert.equal(error.name, 'CodeMismatchException')
    await confirmSignUp({ username: ada, confirmationCode: right })
  })

  test('a code can be sent again; the one before no longer works', async () => {
    const ada = email('ada')
    await register(ada)
    const first = backend.code(ada)
    assert.equal((await resendSignUpCode({ username: ada })).destination, 'a***@e***')
    const second = backend.code(ada)
    if (first !== second) await refusal(confirmSignUp({ username: ada, confirmationCode: first }))
    await confirmSignUp({ username: ada, confirmationCode: second })
    const error = await refusal(resendSignUpCode({ username: ada }))
    assert.equal(error.message, 'User is already confirmed.')
  })

  test('a code expires after a day', async () => {
    const ada = email('ada')
    await register(ada)
    backend.later(25 * 3_600_000)
    const error = await refusal(
      confirmSignUp({ username: ada, confirmationCode: backend.code(ada) }),
    )
    assert.equal(error.name, 'ExpiredCodeException')
  })

  test('an email is taken once, whatever its case', async () => {
    const ada = email('ada')
    await register(ada)
    const error = await refusal(register(ada.toUpperCase()))
    assert.equal(error.name, 'UsernameExistsException')
    assert.equal(error.message, 'An account with the given email already exists.')
  })

  const weak: Record<string, string> = {
    'Sh0rt-!': 'Password not long enough',
    'NO-LOWER-CASE-1': 'Password must have lowercase characters',
    'no-upper-case-1': 'Password must have uppercase characters',
    'No-Number-At-All': 'Password must have numeric characters',
    NoSymbolAtAll1: 'Password must have symbol characters',
  }
  for (const [candidate, reason] of Object.entries(weak)) {
    test(`the password ${candidate} is refused: ${reason}`, async () => {
      const error = await refusal(register(email('ada'), {}, candidate))
      assert.equal(error.name, 'InvalidPasswordException')
      assert.equal(error.message, `Password did not conform with policy: ${reason}`)
    })
  }

  test('a username that is no email is refused', async () => {
    const error = await refusal(register('ada', { email: email('ada') }))
    assert.equal(error.message, 'Username should be an email.')
  })

  test('an attribute that the backend does not know is refused', async () => {
    const error = await refusal(register(email('ada'), { 'custom:shoe_size': '40' }))
    assert.equal(error.name, 'InvalidParameterException')
    assert.match(error.message, /Type for attribute \{custom:shoe_size\} could not be determined/)
  })

  test('nobody can call their own email verified', async () => {
    const error = await refusal(register(email('ada'), { email_verified: 'true' }))
    assert.equal(error.name, 'NotAuthorizedException')
  })

  test('a person can be signed in right after the confirmation', async () => {
    const ada = email('ada')
    const options = { userAttributes: { email: ada }, autoSignIn: true }
    await signUp({ username: ada, password, options })
    const { nextStep } = await confirmSignUp({
      username: ada,
      confirmationCode: backend.code(ada),
    })
    assert.equal(nextStep.signUpStep, 'COMPLETE_AUTO_SIGN_IN')
    assert.equal((await autoSignIn()).isSignedIn, true)
  })
})

describe('Settings of the backend', () => {
  let backend: Backend
  afterEach(() => backend.close())

  test('without self sign-up only an administrator makes users', async () => {
    backend = await startBackend({
      change: (pool) => {
        pool.AdminCreateUserConfig = { AllowAdminCreateUserOnly: true }
      },
    })
    const error = await refusal(register(email('ada')))
    assert.equal(error.name, 'NotAuthorizedException')
    assert.equal(error.message, 'SignUp is not permitted for this user pool')
  })

  test('with PreventUserExistenceErrors off, an unknown user is called unknown', async () => {
    backend = await startBackend({
      change: (_, client) => {
        client.PreventUserExistenceErrors = 'LEGACY'
      },
    })
    const error = await refusal(signIn({ username: email('nobody'), password }))
    assert.equal(error.name, 'UserNotFoundException')
  })

  test('a required attribute has to be given', async () => {
    backend = await startBackend({
      change: (pool) => {
        pool.Schema?.push({ Name: 'given_name', Required: true, Mutable: true })
      },
    })
    const error = await refusal(register(email('ada')))
    assert.match(error.message, /given_name: The attribute given_name is required/)
    await register(email('ada'), { given_name: 'Ada' })
  })

  test('the confirmation can be a link', async () => {
    backend = await startBackend({
      change: (pool) => {
        pool.VerificationMessageTemplate = {
          DefaultEmailOption: 'CONFIRM_WITH_LINK',
          EmailMessageByLink: 'Please {##click here##}',
        }
      },
    })
    const ada = email('ada')
    await register(ada)
    const message = backend.mailbox.messages.at(-1)
    const link = /^Please click here: (http\S+)$/.exec(message?.text ?? '')?.[1]
    assert.ok(link, message?.text)
    assert.equal((await fetch(`${link}1`)).status, 400, 'a wrong link is refused')
    assert.equal((await fetch(link)).status, 200)
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
    await signOut()
  })

  test('with usernames, a person signs in by the name or by the verified email', async () => {
    backend = await startBackend({
      change: (pool) => {
        delete pool.UsernameAttributes
        pool.AliasAttributes = ['email']
      },
    })
    const ada = email('ada')
    await register('ada', { email: ada })
    await confirmSignUp({ username: 'ada', confirmationCode: backend.code(ada) })
    for (const username of ['ada', 'ADA', ada]) {
      assert.equal((await signIn({ username, password })).isSignedIn, true)
      await signOut()
    }
    await register('eve', { email: ada })
    const error = await refusal(
      confirmSignUp({ username: 'eve', confirmationCode: backend.code(ada) }),
    )
    assert.equal(error.name, 'AliasExistsException')
  })
})
