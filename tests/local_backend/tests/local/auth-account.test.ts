import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  confirmResetPassword,
  confirmUserAttribute,
  deleteUserAttributes,
  fetchAuthSession,
  fetchDevices,
  fetchUserAttributes,
  resetPassword,
  sendUserAttributeVerificationCode,
  signIn,
  signOut,
  updatePassword,
  updateUserAttribute,
  updateUserAttributes,
} from 'aws-amplify/auth'
import {
  confirmedUser,
  email,
  openBrowser,
  password,
  refusal,
  startBackend,
  tokensIn,
  type Backend,
} from './auth-support.ts'

const another = 'Another-Horse-2'

let backend: Backend
let ada: string
before(async () => {
  backend = await startBackend({
    change: (pool) => {
      pool.Schema?.push(
        { Name: 'city', AttributeDataType: 'String', Mutable: false },
        {
          Name: 'seat',
          AttributeDataType: 'Number',
          Mutable: true,
          NumberAttributeConstraints: { MinValue: '1', MaxValue: '99' },
        },
      )
    },
  })
})
after(() => backend.close())
beforeEach(async () => {
  await openBrowser()
  ada = await confirmedUser(backend)
})

describe('A forgotten password', () => {
  test('is reset with a code', async () => {
    await verifyEmail()
    const { nextStep } = await resetPassword({ username: ada })
    assert.equal(nextStep.resetPasswordStep, 'CONFIRM_RESET_PASSWORD_WITH_CODE')
    assert.equal(nextStep.codeDeliveryDetails.destination, 'a***@e***')
    const confirmationCode = backend.code(ada)
    await confirmResetPassword({ username: ada, confirmationCode, newPassword: another })
    await refusal(signIn({ username: ada, password }))
    assert.equal((await signIn({ username: ada, password: another })).isSignedIn, true)
  })

  test('stays as it is after a wrong code, a weak new password or a used code', async () => {
    await verifyEmail()
    await resetPassword({ username: ada })
    const confirmationCode = backend.code(ada)
    const attempt = (code: string, newPassword: string) =>
      confirmResetPassword({ username: ada, confirmationCode: code, newPassword })
    assert.equal((await refusal(attempt('wrong', another))).name, 'CodeMismatchException')
    const weak = await refusal(attempt(confirmationCode, 'weak'))
    assert.equal(weak.name, 'InvalidPasswordException')
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
    await signOut()
    await attempt(confirmationCode, another)
    assert.equal((await refusal(attempt(confirmationCode, password))).name, 'ExpiredCodeException')
  })

  test('cannot be reset over an address that was never verified', async () => {
    const error = await refusal(resetPassword({ username: ada }))
    assert.match(error.message, /no registered\/verified email or phone_number/)
  })

  async function verifyEmail() {
    await signIn({ username: ada, password })
    await sendUserAttributeVerificationCode({ userAttributeKey: 'email' })
    const confirmationCode = backend.code(ada)
    await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode })
    await signOut()
  }
})

describe('A signed-in person', () => {
  beforeEach(async () => {
    await signIn({ username: ada, password })
  })

  test('changes the password, knowing the old one', async () => {
    const wrong = await refusal(updatePassword({ oldPassword: another, newPassword: another }))
    assert.equal(wrong.name, 'NotAuthorizedException')
    const weak = await refusal(updatePassword({ oldPassword: password, newPassword: 'weak' }))
    assert.equal(weak.name, 'InvalidPasswordException')
    await updatePassword({ oldPassword: password, newPassword: another })
    await signOut()
    await refusal(signIn({ username: ada, password }))
    assert.equal((await signIn({ username: ada, password: another })).isSignedIn, true)
  })

  test('reads, changes and removes attributes', async () => {
    const attribute = { attributeKey: 'preferred_username', value: 'countess' } as const
    const { isUpdated, nextStep } = await updateUserAttribute({ userAttribute: attribute })
    assert.deepEqual([isUpdated, nextStep.updateAttributeStep], [true, 'DONE'])
    assert.equal((await fetchUserAttributes()).preferred_username, 'countess')
    await deleteUserAttributes({ userAttributeKeys: ['preferred_username'] })
    assert.equal((await fetchUserAttributes()).preferred_username, undefined)
    const error = await refusal(deleteUserAttributes({ userAttributeKeys: ['email'] }))
    assert.equal(error.name, 'InvalidParameterException')
  })

  test('finds a changed attribute in the next id token', async () => {
    await updateUserAttributes({ userAttributes: { preferred_username: 'countess' } })
    const { tokens } = await fetchAuthSession({ forceRefresh: true })
    assert.equal(tokens?.idToken?.payload.preferred_username, 'countess')
  })

  test('keeps the old email until the new one is verified', async () => {
    const next = email('lovelace')
    const { email: step } = await updateUserAttributes({ userAttributes: { email: next } })
    assert.equal(step?.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE')
    assert.equal((await fetchUserAttributes()).email, ada)
    const attempt = (confirmationCode: string) =>
      confirmUserAttribute({ userAttributeKey: 'email', confirmationCode })
    assert.equal((await refusal(attempt('wrong'))).name, 'CodeMismatchException')
    await attempt(backend.code(next))
    const { email: now, email_verified } = await fetchUserAttributes()
    assert.deepEqual([now, email_verified], [next, 'true'])
    await signOut()
    assert.equal((await signIn({ username: next, password })).isSignedIn, true)
  })

  test('cannot take the email of somebody else', async () => {
    const bob = await confirmedUser(backend, 'bob')
    const error = await refusal(updateUserAttributes({ userAttributes: { email: bob } }))
    assert.equal(error.name, 'AliasExistsException')
  })

  test('cannot write what is immutable, out of range, unknown or the verification itself', async () => {
    const write = (userAttributes: Record<string, string>) =>
      refusal(updateUserAttributes({ userAttributes }))
    assert.match((await write({ 'custom:city': 'London' })).message, /cannot be updated/)
    assert.match((await write({ 'custom:seat': '100' })).message, /more than 99/)
    assert.match((await write({ 'custom:other': '1' })).message, /could not be determined/)
    assert.equal((await write({ email_verified: 'true' })).name, 'NotAuthorizedException')
    assert.equal((await write({ email: 'no address' })).name, 'InvalidParameterException')
    await updateUserAttributes({ userAttributes: { 'custom:seat': '42' } })
    assert.equal((await fetchUserAttributes())['custom:seat'], '42')
  })

  test('has no remembered devices', async () => {
    assert.deepEqual(await fetchDevices(), [])
  })

  test('is refused everything once disabled or with a revoked token', async () => {
    const browser = await openBrowser()
    await signIn({ username: ada, password })
    const { access } = tokensIn(browser)
    await signOut({ global: true })
    const calls: [string, object][] = [
      ['GetUser', {}],
      ['UpdateUserAttributes', { UserAttributes: [] }],
      ['DeleteUserAttributes', { UserAttributeNames: [] }],
      ['GetUserAttributeVerificationCode', { AttributeName: 'email' }],
      ['VerifyUserAttribute', { AttributeName: 'email', Code: '1' }],
      ['ChangePassword', { PreviousPassword: password, ProposedPassword: another }],
      ['DeleteUser', {}],
      ['GlobalSignOut', {}],
      ['SetUserMFAPreference', {}],
      ['AssociateSoftwareToken', {}],
      ['VerifySoftwareToken', { UserCode: '123456' }],
      ['StartWebAuthnRegistration', {}],
      ['CompleteWebAuthnRegistration', {}],
      ['ListWebAuthnCredentials', {}],
      ['DeleteWebAuthnCredential', { CredentialId: 'x' }],
      ['ListDevices', {}],
    ]
    for (const [operation, input] of calls) {
      const { body } = await backend.call(operation, { AccessToken: access, ...input })
      assert.equal(body.message, 'Access Token has been revoked', operation)
    }
  })
})

test('what is not emulated says so by name', async () => {
  const { status, body } = await backend.call('ConfirmDevice', {})
  assert.deepEqual(
    [status, body.__type, body.message],
    [
      501,
      'NotImplementedException',
      'The Cognito operation ConfirmDevice is not available locally.',
    ],
  )
})
