import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  confirmSignIn,
  fetchAuthSession,
  fetchUserAttributes,
  resetPassword,
  signIn,
  signOut,
} from 'aws-amplify/auth'
import type { PoolProperties } from '../../local/services/cognito/pool.ts'
import {
  email,
  openBrowser,
  password,
  phone,
  refusal,
  startBackend,
  tokensIn,
  type Backend,
} from './auth-support.ts'
import { callSigned, type Keys } from './signing.ts'

let backend: Backend
let ada: string
let number: string
before(async () => {
  backend = await startBackend({ backend: 'auth-backend' })
})
after(() => backend.close())
beforeEach(async () => {
  await openBrowser()
  ada = email('ada')
  number = phone()
})

type Attributes = { Name: string; Value: string }[]
type DescribedUser = { Username: string; UserStatus: string; Attributes: Attributes }

const invite = (input = {}) =>
  backend.manage('AdminCreateUser', {
    Username: ada,
    UserAttributes: [
      { Name: 'email', Value: ada },
      { Name: 'phone_number', Value: number },
      { Name: 'email_verified', Value: 'true' },
    ],
    DesiredDeliveryMediums: ['EMAIL'],
    ...input,
  })
const create = async () => {
  await invite({ MessageAction: 'SUPPRESS' })
  await backend.manage('AdminSetUserPassword', {
    Username: ada,
    Password: password,
    Permanent: true,
  })
}

describe('A function with auth.access', () => {
  test('invites a person, who chooses a password at the first sign-in', async () => {
    const { User } = await invite({ TemporaryPassword: 'Warm-Up-First-1' })
    assert.equal((User as DescribedUser).UserStatus, 'FORCE_CHANGE_PASSWORD')
    const message = backend.mailbox.messages.at(-1)
    const temporary = backend.code(ada)
    assert.equal(message?.subject, 'Join the choir')
    assert.equal(message?.text, `You are ${ada}, your password is ${temporary}`)
    const { nextStep } = await signIn({ username: ada, password: temporary })
    assert.equal(nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED')
    const weak = await refusal(confirmSignIn({ challengeResponse: 'weak' }))
    assert.equal(weak.name, 'InvalidPasswordException')
    assert.equal((await confirmSignIn({ challengeResponse: password })).isSignedIn, true)
    await signOut()
    await refusal(signIn({ username: ada, password: temporary }))
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
  })

  test('sends the invitation again; a temporary password expires after seven days', async () => {
    await invite({ TemporaryPassword: 'Warm-Up-First-1' })
    const first = backend.code(ada)
    await invite({ MessageAction: 'RESEND' })
    await refusal(signIn({ username: ada, password: first }))
    const second = backend.code(ada)
    backend.later(8 * 86_400_000)
    const error = await refusal(signIn({ username: ada, password: second }))
    assert.match(error.message, /Temporary password has expired/)
  })

  test('invites a person without a password, who signs in with codes', async () => {
    const { User } = await invite({ UserAttributes: [{ Name: 'phone_number', Value: number }] })
    assert.equal((User as DescribedUser).UserStatus, 'CONFIRMED')
    const message = backend.mailbox.messages.at(-1)
    assert.deepEqual([message?.text, message?.code], [`Your username is ${ada}.`, undefined])
    const options = { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } as const
    await signIn({ username: ada, options })
    assert.equal((await confirmSignIn({ challengeResponse: backend.code(ada) })).isSignedIn, true)
    assert.equal((await fetchUserAttributes()).email_verified, 'true', 'the code verified it')
    const again = await refusal(invite({ MessageAction: 'RESEND' }))
    assert.match(again.message, /status is not FORCE_CHANGE_PASSWORD/)
  })

  test('is told what it asks for in vain', async () => {
    const requests: object[] = [
      { MessageAction: 'REMIND' },
      { DesiredDeliveryMediums: ['PIGEON'] },
      { ForceAliasCreation: 'yes' },
      { UserAttributes: [{ Name: 'shoe', Value: '40' }] },
    ]
    for (const input of requests) await refusal(invite(input))
    const { Users } = await backend.manage('ListUsers', { Filter: `email = "${ada}"` })
    assert.deepEqual(Users, [])
  })

  test('finds people', async () => {
    await create()
    const find = async (Filter: string) => {
      const { Users } = await backend.manage('ListUsers', { Filter })
      return (Users as DescribedUser[]).map(({ Attributes }) => value(Attributes, 'email'))
    }
    assert.deepEqual(await find(`email = "${ada}"`), [ada])
    assert.deepEqual(await find(`email ^= "${ada.slice(0, 10)}"`), [ada])
    assert.deepEqual(await find(`phone_number = "${number}"`), [ada])
    assert.deepEqual(await find('email = "nobody@example.com"'), [])
    assert.match((await refusal(find('email like "a"'))).message, /Error while parsing filter/)
    const { Users: first, PaginationToken } = await backend.manage('ListUsers', { Limit: 1 })
    assert.equal((first as DescribedUser[]).length, 1)
    const next = await backend.manage('ListUsers', { Limit: 1, PaginationToken })
    assert.notDeepEqual(next.Users, first)
  })

  test('reads and changes a person', async () => {
    await create()
    const seat = { Name: 'custom:seat', Value: '12' }
    await backend.manage('AdminUpdateUserAttributes', { Username: ada, UserAttributes: [seat] })
    const user = await backend.manage('AdminGetUser', { Username: ada })
    assert.equal(value(user.UserAttributes as Attributes, 'custom:seat'), '12')
    assert.deepEqual([user.UserStatus, user.Enabled], ['CONFIRMED', true])
    const names = { Username: ada, UserAttributeNames: ['custom:seat'] }
    await backend.manage('AdminDeleteUserAttributes', names)
    const again = await backend.manage('AdminGetUser', { Username: ada })
    assert.equal(value(again.UserAttributes as Attributes, 'custom:seat'), undefined)
    const nobody = await refusal(backend.manage('AdminGetUser', { Username: email('nobody') }))
    assert.equal(nobody.message, 'User does not exist.')
  })

  test('manages groups; the next token has them', async () => {
    await create()
    const { Groups } = await backend.manage('ListGroups', {})
    assert.deepEqual(
      (Groups as { GroupName: string }[]).map(({ GroupName }) => GroupName),
      ['ADMINS', 'EDITORS'],
    )
    const name = `CHOIR-${number}`
    await backend.manage('CreateGroup', { GroupName: name, Precedence: 5 })
    const taken = await refusal(backend.manage('CreateGroup', { GroupName: name }))
    assert.equal(taken.message, 'A group with the name already exists.')
    await backend.manage('AdminAddUserToGroup', { Username: ada, GroupName: name })
    await backend.manage('AdminAddUserToGroup', { Username: ada, GroupName: 'ADMINS' })
    const groups = await backend.manage('AdminListGroupsForUser', { Username: ada })
    assert.equal((groups.Groups as object[]).length, 2)
    const { Users } = await backend.manage('ListUsersInGroup', { GroupName: name })
    assert.equal((Users as DescribedUser[]).length, 1)
    await signIn({ username: ada, password })
    assert.deepEqual(await groupsInToken(), ['ADMINS', name])
    await backend.manage('AdminRemoveUserFromGroup', { Username: ada, GroupName: 'ADMINS' })
    assert.deepEqual(await groupsInToken(), [name])
    await backend.manage('DeleteGroup', { GroupName: name })
    assert.equal(await groupsInToken(), undefined)
    const missing = { Username: ada, GroupName: name }
    assert.equal(
      (await refusal(backend.manage('AdminAddUserToGroup', missing))).message,
      'Group not found.',
    )
  })

  test('disables and enables a person', async () => {
    await create()
    const browser = await openBrowser()
    await signIn({ username: ada, password })
    const { access } = tokensIn(browser)
    await backend.manage('AdminDisableUser', { Username: ada })
    const { body } = await backend.call('GetUser', { AccessToken: access })
    assert.equal(body.__type, 'NotAuthorizedException')
    await openBrowser()
    const error = await refusal(signIn({ username: ada, password }))
    assert.equal(error.message, 'User is disabled.')
    await backend.manage('AdminEnableUser', { Username: ada })
    assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
  })

  test('signs a person out everywhere, demands a new password, deletes the person', async () => {
    await create()
    await signIn({ username: ada, password })
    await backend.manage('AdminUserGlobalSignOut', { Username: ada })
    assert.equal((await fetchAuthSession({ forceRefresh: true })).tokens, undefined)

    await backend.manage('AdminResetUserPassword', { Username: ada })
    const { nextStep } = await signIn({ username: ada, password })
    assert.equal(nextStep.signInStep, 'RESET_PASSWORD')
    await resetPassword({ username: ada })

    await backend.manage('AdminDeleteUser', { Username: ada })
    const error = await refusal(backend.manage('AdminGetUser', { Username: ada }))
    assert.equal(error.message, 'User does not exist.')
  })

  test('cannot do what it was not given', async () => {
    const error = await refusal(backend.manage('DescribeUserPool', {}))
    assert.equal(error.name, 'AccessDeniedException')
    assert.match(error.message, /not authorized to perform: cognito-idp:DescribeUserPool/)
  })
})

describe('Nobody else', () => {
  const admin = ['AdminGetUser', 'AdminAddUserToGroup', 'AdminSetUserPassword', 'ListUsers']
  const input = () => ({ UserPoolId: backend.poolId, Username: ada, GroupName: 'ADMINS' })
  const signed = async (operation: string, keys: Keys) => {
    const answer = await callSigned(keys, {
      url: `${backend.url}/cognito-idp`,
      service: 'cognito-idp',
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify(input()),
    })
    return ((await answer.json()) as { __type: string }).__type
  }
  beforeEach(create)

  for (const operation of admin) {
    test(`may call ${operation}: not without keys, not as a signed-in person`, async () => {
      const without = await backend.call(operation, input())
      assert.equal(without.body.__type, 'AccessDeniedException')
      const invented = { accessKeyId: 'ASIAINVENTED00000000', secretAccessKey: 'x' }
      assert.equal(await signed(operation, invented), 'UnrecognizedClientException')
      await signIn({ username: ada, password })
      const { credentials } = await fetchAuthSession()
      assert.ok(credentials)
      assert.equal(await signed(operation, credentials), 'AccessDeniedException')
      const guessed = { ...credentials, secretAccessKey: 'guessed' }
      assert.equal(await signed(operation, guessed), 'InvalidSignatureException')
    })
  }
})

describe('In a pool with passwords only', () => {
  let other: Backend
  before(async () => {
    other = await startBackend({
      backend: 'auth-backend',
      change: (pool) => {
        delete pool.Policies?.SignInPolicy
        delete pool.UsernameAttributes
        pool.AliasAttributes = ['email']
      },
    })
  })
  after(async () => {
    await other.close()
    backend.configure()
  })
  const create = (Username: string, address: string, input = {}) =>
    other.manage('AdminCreateUser', {
      Username,
      UserAttributes: [
        { Name: 'email', Value: address },
        { Name: 'phone_number', Value: number },
        { Name: 'email_verified', Value: 'true' },
      ],
      DesiredDeliveryMediums: ['EMAIL'],
      ...input,
    })

  test('a temporary password is made up and mailed', async () => {
    const { User } = await create('ada', ada)
    assert.equal((User as DescribedUser).UserStatus, 'FORCE_CHANGE_PASSWORD')
    assert.equal(
      other.mailbox.messages.at(-1)?.text,
      `You are ${ada}, your password is ${other.code(ada)}`,
    )
  })

  test('a verified address moves to a new person only with ForceAliasCreation', async () => {
    await create('bob', ada, { MessageAction: 'SUPPRESS' })
    const taken = await refusal(create('eve', ada))
    assert.match(taken.message, /An account with the email already exists/)
    await create('eve', ada, { ForceAliasCreation: true })
    const { Username } = await other.manage('AdminGetUser', { Username: ada })
    assert.equal(Username, 'eve')
  })
})

test('a changed backend takes over its groups and rules; people and sign-ins stay', async () => {
  await create()
  const browser = await openBrowser()
  await backend.auth.addToGroup(ada, 'ADMINS')
  await backend.auth.addToGroup(ada, 'EDITORS')
  await signIn({ username: ada, password })
  const changed = backend.loadAgain()
  type Group = { GroupName: string }
  const groups = changed.of<Group>('AWS::Cognito::UserPoolGroup')
  const editors = groups.find(({ properties }) => properties.GroupName === 'EDITORS')
  assert.ok(editors)
  editors.properties.GroupName = 'SINGERS'
  const [pool] = changed.of<PoolProperties>('AWS::Cognito::UserPool')
  assert.ok(pool)
  pool.properties.Policies = { PasswordPolicy: { MinimumLength: 20 } }
  try {
    await backend.auth.reload(changed)
    assert.ok(backend.auth.groups().includes('SINGERS'))
    assert.ok(!backend.auth.groups().includes('EDITORS'))
    assert.ok(backend.auth.verify(tokensIn(browser).id))
    assert.deepEqual(await groupsInToken(), ['ADMINS'])
    const change = { Username: ada, Password: 'Too-Short-Now-1', Permanent: true }
    const error = await refusal(backend.manage('AdminSetUserPassword', change))
    assert.equal(error.name, 'InvalidPasswordException')
  } finally {
    await backend.auth.reload(backend.assembly)
  }
})

describe('The local page', () => {
  test('lists, confirms and removes people and their groups', async () => {
    await create()
    const [user] = backend.auth.users().filter(({ attributes }) => attributes.email === ada)
    assert.partialDeepStrictEqual(user, { status: 'CONFIRMED', enabled: true, groups: [] })
    assert.deepEqual(backend.auth.groups().slice(0, 2), ['ADMINS', 'EDITORS'])
    await backend.auth.addToGroup(ada, 'ADMINS')
    await signIn({ username: ada, password })
    assert.deepEqual(await groupsInToken(), ['ADMINS'])
    await backend.auth.removeFromGroup(ada, 'ADMINS')
    assert.equal(await groupsInToken(), undefined)
    assert.equal((await fetchUserAttributes()).email, ada)
    await backend.auth.remove(ada)
    assert.equal((await refusal(backend.auth.remove(ada))).name, 'UserNotFoundException')
    assert.equal(
      (await refusal(backend.auth.addToGroup(ada, 'ADMINS'))).name,
      'UserNotFoundException',
    )
  })

  test('says at start what is not available', async () => {
    const providers =
      'auth: social, OIDC and SAML providers are played by a local page; nothing reaches them.'
    assert.deepEqual(backend.auth.missing(), [providers])
    const other = await startBackend({
      backend: 'auth-backend',
      change: (pool, client) => {
        pool.DeviceConfiguration = {}
        pool.LambdaConfig = { CustomEmailSender: {} }
        pool.Policies = { PasswordPolicy: { PasswordHistorySize: 3 } }
        pool.UserPoolAddOns = { AdvancedSecurityMode: 'ENFORCED' }
        client.GenerateSecret = true
      },
    })
    try {
      assert.deepEqual(other.auth.missing(), [
        'auth: devices are not remembered locally.',
        'auth: custom email and SMS senders are not called locally; the codes are in the mailbox.',
        'auth: earlier passwords are not remembered locally; they can be used again.',
        'auth: threat protection is not available locally.',
        'auth: client secrets are not checked locally.',
        providers,
      ])
    } finally {
      await other.close()
      backend.configure()
    }
  })
})

async function groupsInToken() {
  const { tokens } = await fetchAuthSession({ forceRefresh: true })
  return tokens?.accessToken.payload['cognito:groups']
}

const value = (attributes: Attributes, name: string) =>
  attributes.find((attribute) => attribute.Name === name)?.Value
