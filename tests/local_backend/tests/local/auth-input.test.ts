// What no app sends: each request is answered with an error of Cognito, none with a failure.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signIn } from 'aws-amplify/auth'
import { openBrowser, password, phone, startBackend, tokensIn } from './auth-support.ts'
import { email, type Backend } from './auth-support.ts'

let backend: Backend
let ada: string
let access: string
before(async () => {
  backend = await startBackend({ backend: 'auth-backend' })
  const browser = await openBrowser()
  ada = email('ada')
  await backend.call('SignUp', {
    ClientId: backend.clientId,
    Username: ada,
    Password: password,
    UserAttributes: [{ Name: 'phone_number', Value: phone() }],
  })
  await backend.auth.confirm(ada)
  await signIn({ username: ada, password })
  access = tokensIn(browser).access
})
after(() => backend.close())

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
const values: Record<string, unknown> = {
  'a number': 7,
  'a boolean': true,
  null: null,
  'a list': [{}],
  'a structure': { toString: 1, valueOf: null },
  'a huge text': 'a'.repeat(132_000),
  'a control character': 'a\u0000b\u001b[2J',
  'half a character': '\ud800',
  'an empty text': '',
  ...Object.fromEntries(names.map((name) => [name, name])),
}

const attribute = { Name: 'preferred_username', Value: 'countess' }
const client = () => ({ ClientId: backend.clientId, Username: ada })
const owner = () => ({ AccessToken: access })
const session = 'a'.repeat(64)

/** Operations of everybody, with an input in which each part is replaced in turn. */
const open: Record<string, () => Record<string, unknown>> = {
  SignUp: () => ({
    ...client(),
    Password: password,
    SecretHash: 'abc',
    UserAttributes: [attribute],
    ValidationData: [attribute],
    ClientMetadata: { page: 'welcome' },
  }),
  ConfirmSignUp: () => ({ ...client(), ConfirmationCode: '123456', ForceAliasCreation: true }),
  ResendConfirmationCode: () => ({ ...client(), ClientMetadata: { page: 'welcome' } }),
  ForgotPassword: () => ({ ...client(), ClientMetadata: { page: 'welcome' } }),
  ConfirmForgotPassword: () => ({ ...client(), ConfirmationCode: '123456', Password: password }),
  InitiateAuth: () => ({
    ClientId: backend.clientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: ada, SRP_A: 'abc', PASSWORD: 'x', PREFERRED_CHALLENGE: 'PASSWORD' },
    ClientMetadata: { page: 'welcome' },
    Session: session,
  }),
  RespondToAuthChallenge: () => ({
    ClientId: backend.clientId,
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session: session,
    ChallengeResponses: { USERNAME: ada, SOFTWARE_TOKEN_MFA_CODE: '123456' },
  }),
  GetTokensFromRefreshToken: () => ({ ClientId: backend.clientId, RefreshToken: 'x' }),
  RevokeToken: () => ({ ClientId: backend.clientId, Token: 'x' }),
  GetUser: owner,
  UpdateUserAttributes: () => ({ ...owner(), UserAttributes: [attribute] }),
  DeleteUserAttributes: () => ({ ...owner(), UserAttributeNames: ['preferred_username'] }),
  GetUserAttributeVerificationCode: () => ({ ...owner(), AttributeName: 'email' }),
  VerifyUserAttribute: () => ({ ...owner(), AttributeName: 'email', Code: '123456' }),
  ChangePassword: () => ({ ...owner(), PreviousPassword: 'x', ProposedPassword: password }),
  SetUserMFAPreference: () => ({
    ...owner(),
    SMSMfaSettings: { Enabled: false, PreferredMfa: false },
    EmailMfaSettings: { Enabled: false, PreferredMfa: false },
  }),
  AssociateSoftwareToken: () => ({ ...owner(), Session: session }),
  VerifySoftwareToken: () => ({ ...owner(), UserCode: '123456', Session: session }),
  CompleteWebAuthnRegistration: () => ({ ...owner(), Credential: { id: 'x', response: {} } }),
  ListWebAuthnCredentials: () => ({ ...owner(), MaxResults: 3, NextToken: 'MQ' }),
  DeleteWebAuthnCredential: () => ({ ...owner(), CredentialId: 'x' }),
}

const pool = () => ({ UserPoolId: backend.poolId, Username: ada })
/** Operations of functions. */
const administrative: Record<string, () => Record<string, unknown>> = {
  AdminCreateUser: () => ({
    ...pool(),
    UserAttributes: [attribute],
    TemporaryPassword: password,
    MessageAction: 'SUPPRESS',
    DesiredDeliveryMediums: ['EMAIL'],
    ForceAliasCreation: true,
  }),
  AdminUpdateUserAttributes: () => ({ ...pool(), UserAttributes: [attribute] }),
  AdminSetUserPassword: () => ({ ...pool(), Password: password, Permanent: true }),
  AdminAddUserToGroup: () => ({ ...pool(), GroupName: 'ADMINS' }),
  AdminLinkProviderForUser: () => ({
    UserPoolId: backend.poolId,
    DestinationUser: { ProviderAttributeValue: ada },
    SourceUser: { ProviderName: 'Google', ProviderAttributeValue: '1' },
  }),
  ListUsers: () => ({
    UserPoolId: backend.poolId,
    Filter: 'email ^= "a"',
    Limit: 3,
    PaginationToken: 'MQ',
    AttributesToGet: ['email'],
  }),
  CreateGroup: () => ({ UserPoolId: backend.poolId, GroupName: 'ALTOS', Precedence: 1 }),
  ListUsersInGroup: () => ({ UserPoolId: backend.poolId, GroupName: 'ADMINS', NextToken: 'MQ' }),
}

/** The input with one part replaced by each of the values, and with keys that every object has. */
function* spoiled(input: Record<string, unknown>): Generator<[string, Record<string, unknown>]> {
  for (const [key, value] of Object.entries(input)) {
    for (const [description, wrong] of Object.entries(values))
      yield [`${key}: ${description}`, { ...input, [key]: wrong }]
    const inner = Array.isArray(value) ? (value[0] as unknown) : value
    if (typeof inner !== 'object' || inner === null) continue
    for (const [description, part] of spoiled({ ...inner }))
      yield [`${key}.${description}`, { ...input, [key]: Array.isArray(value) ? [part] : part }]
    for (const name of names) {
      const more = JSON.parse(`{ ${JSON.stringify(name)}: "x" }`) as object
      const part = Object.defineProperties({ ...inner }, Object.getOwnPropertyDescriptors(more))
      yield [`${key}.${name}`, { ...input, [key]: Array.isArray(value) ? [part] : part }]
    }
  }
}

describe('Wrong input is refused in the words of Cognito:', () => {
  const errors = /^(?!InternalFailure)\w+(Exception)$/

  for (const [operation, input] of Object.entries(open))
    test(operation, async () => {
      for (const [description, wrong] of spoiled(input())) {
        const { status, body } = await backend.call(operation, wrong)
        assert.ok(status < 500, `${description}: ${status} ${body.message}`)
        if (status !== 200) assert.match(body.__type ?? '', errors, description)
      }
    })

  for (const [operation, input] of Object.entries(administrative))
    test(operation, async () => {
      const all = [...spoiled(input())]
      const bodies = all.map(([, wrong]) => JSON.stringify(wrong))
      const answers = await backend.manageWith(operation, input(), bodies)
      assert.ok(answers.includes('SerializationException'), answers.join())
      for (const [index, answer] of answers.entries())
        if (answer !== 'answered') assert.match(answer, errors, all[index]?.[0])
    })

  test('a text where a number or a switch belongs is not taken for one', async () => {
    const wrong: [string, object][] = [
      ['SignUp', { ...client(), Password: 12345678 }],
      ['ConfirmSignUp', { ...open.ConfirmSignUp?.(), ForceAliasCreation: 'true' }],
      ['SetUserMFAPreference', { ...owner(), SMSMfaSettings: { Enabled: 'true' } }],
    ]
    for (const [operation, input] of wrong) {
      const { status, body } = await backend.call(operation, input)
      assert.deepEqual([status, body.__type], [400, 'SerializationException'], operation)
    }
  })

  const lengths: [string, string, number][] = [
    ['ForgotPassword', 'Username', 128],
    ['ConfirmForgotPassword', 'Password', 256],
    ['ConfirmForgotPassword', 'ConfirmationCode', 2048],
    ['VerifyUserAttribute', 'Code', 2048],
  ]
  for (const [operation, name, longest] of lengths)
    test(`${name} of ${operation} has ${longest} characters at most`, async () => {
      const input = { ...open[operation]?.(), [name]: 'a'.repeat(longest + 1) }
      const { body } = await backend.call(operation, input)
      assert.equal(body.__type, 'InvalidParameterException')
      assert.match(body.message ?? '', new RegExp(`'${name}'.*less than or equal to ${longest}`))
    })

  test('an attribute has 2048 characters at most', async () => {
    const UserAttributes = [{ Name: 'preferred_username', Value: 'a'.repeat(2049) }]
    const { body } = await backend.call('UpdateUserAttributes', { ...owner(), UserAttributes })
    assert.equal(body.__type, 'InvalidParameterException')
  })

  test('a body that is no JSON object', async () => {
    for (const body of ['null', '[]', '"x"', '7', '{', '\u0000']) {
      const response = await fetch(`${backend.url}/cognito-idp`, {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' },
        body,
      })
      const { __type } = (await response.json()) as { __type: string }
      assert.deepEqual([response.status, __type], [400, 'SerializationException'], body)
    }
  })

  test('an operation that there is not, also one by the name of what every object has', async () => {
    for (const operation of [...names, 'ConfirmDevice', 'MakeTea']) {
      const { status, body } = await backend.call(operation, {})
      assert.deepEqual([status, body.__type], [501, 'NotImplementedException'], operation)
      assert.match(body.message ?? '', new RegExp(operation))
    }
  })

  test('a secret hash for a client that has no secret', async () => {
    const AuthParameters = { USERNAME: ada, SRP_A: 'abc', SECRET_HASH: 'abc' }
    const input = { ClientId: backend.clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters }
    const { body } = await backend.call('InitiateAuth', input)
    assert.match(body.message ?? '', /is not configured for secret but secret was received/)
  })

  test('an empty attribute is removed', async () => {
    const write = (Value: string) =>
      backend.call('UpdateUserAttributes', {
        ...owner(),
        UserAttributes: [{ Name: 'preferred_username', Value }],
      })
    await write('countess')
    await write('')
    const { body } = await backend.call('GetUser', owner())
    assert.ok(!JSON.stringify(body.UserAttributes).includes('preferred_username'))
  })
})
