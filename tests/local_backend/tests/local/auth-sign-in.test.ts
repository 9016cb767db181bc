import assert from 'node:assert/strict'
import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type JsonWebKeyInput,
} from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import {
  deleteUser,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  signIn,
  signOut,
} from 'aws-amplify/auth'
import type { Claims } from '../../local/services/types.ts'
import {
  confirmedUser,
  openBrowser,
  password,
  refusal,
  startBackend,
  tokensIn,
  type Backend,
  type Options,
} from './auth-support.ts'

const hour = 3_600_000
const day = 24 * hour

const payload = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

let backend: Backend
let ada: string

async function start(options?: Options) {
  backend = await startBackend(options)
  await openBrowser()
  ada = await confirmedUser(backend)
}
const stop = () => backend.close()

const signedIn = async () => {
  const browser = await openBrowser()
  await signIn({ username: ada, password })
  return { browser, ...tokensIn(browser) }
}
const getUser = (token: string) => backend.call('GetUser', { AccessToken: token })
const refresh = (token: string) =>
  backend.call('GetTokensFromRefreshToken', { ClientId: backend.clientId, RefreshToken: token })

describe('Signing in', () => {
  before(() => start())
  after(stop)
  beforeEach(async () => {
    await openBrowser()
    ada = await confirmedUser(backend)
  })

  test('works with SRP, the default of aws-amplify, whatever the case of the email', async () => {
    assert.equal((await signIn({ username: ada.toUpperCase(), password })).isSignedIn, true)
    const { signInDetails, username, userId } = await getCurrentUser()
    assert.equal(signInDetails?.authFlowType, 'USER_SRP_AUTH')
    assert.equal(username, userId, 'the username is the sub, as the email is the name one types')
  })

  test('a wrong password is refused', async () => {
    const error = await refusal(signIn({ username: ada, password: 'Wrong-Horse-1' }))
    assert.equal(error.name, 'NotAuthorizedException')
    assert.equal(error.message, 'Incorrect username or password.')
  })

  test('a flow that the client does not allow is refused', async () => {
    const options = { authFlowType: 'USER_PASSWORD_AUTH' } as const
    const error = await refusal(signIn({ username: ada, password, options }))
    assert.equal(error.message, 'USER_PASSWORD_AUTH flow not enabled for this client')
  })

  test('SRP_A that would give the key away is refused', async () => {
    const { status, body } = await backend.call('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: backend.clientId,
      AuthParameters: { USERNAME: ada, SRP_A: '0' },
    })
    assert.deepEqual([status, body.__type], [400, 'InvalidParameterException'])
  })

  test('the tokens hold what Cognito puts there', async () => {
    await signIn({ username: ada, password })
    const { tokens } = await fetchAuthSession()
    const id = tokens?.idToken?.payload
    const access = tokens?.accessToken.payload
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${backend.poolId}`
    assert.partialDeepStrictEqual(id, {
      aud: backend.clientId,
      iss: issuer,
      token_use: 'id',
      email: ada,
      email_verified: false,
      'cognito:username': id?.sub,
    })
    assert.partialDeepStrictEqual(access, {
      client_id: backend.clientId,
      iss: issuer,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: id?.sub,
      origin_jti: id?.origin_jti,
    })
    assert.equal(Number(id?.exp) - Number(id?.iat), 3600)
    assert.equal(access?.['cognito:groups'], undefined)
  })

  test('groups are in both tokens, the first by precedence names the role', async () => {
    await backend.auth.addToGroup(ada, 'EDITORS')
    await backend.auth.addToGroup(ada, 'ADMINS')
    await signIn({ username: ada, password })
    const { tokens } = await fetchAuthSession()
    const id = tokens?.idToken?.payload
    assert.deepEqual(id?.['cognito:groups'], ['ADMINS', 'EDITORS'])
    assert.deepEqual(tokens?.accessToken.payload['cognito:groups'], ['ADMINS', 'EDITORS'])
    const [admins] = backend.assembly.of<{ RoleArn: string }>('AWS::Cognito::UserPoolGroup')
    assert.equal(id?.['cognito:preferred_role'], admins?.properties.RoleArn)
  })

  test('anybody can verify the tokens with the published key', async () => {
    const browser = await openBrowser()
    await signIn({ username: ada, password })
    const path = `/cognito-idp/${backend.poolId}/.well-known/jwks.json`
    const response = await fetch(backend.url + path)
    const { keys } = (await response.json()) as { keys: JsonWebKeyInput['key'][] }
    const [header = '', body = '', signature = ''] = tokensIn(browser).access.split('.')
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }
    const key = keys.find((known) => known.kid === kid)
    assert.ok(key)
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const valid = (text: string) =>
      verify('sha256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))
    assert.equal(valid(`${header}.${body}`), true)
    assert.equal(valid(`${header}.${body}x`), false)
  })

  test('a restart keeps the users and their sign-ins; passwords and tokens are not in the files', async () => {
    const browser = await openBrowser()
    await signIn({ username: ada, password })
    const { refresh } = tokensIn(browser)
    const files = readdirSync(join(backend.folder, '.amplify/local'))
    assert.ok(files.includes('cognito-user-pool.json'))
    const content = files
      .map((file) => join(backend.folder, '.amplify/local', file))
      .map((file) => readFileSync(file, 'utf8'))
      .join()
    assert.ok(content.includes(ada), 'the search would find a text that is there')
    assert.ok(!content.includes(password), 'no password')
    assert.ok(!content.includes(refresh.split('.')[1] ?? refresh), 'no refresh token')

    // As a killed process leaves it behind: the last line is not complete.
    appendFileSync(join(backend.folder, '.amplify/local/cognito-user-pool.jsonl'), '["users","x",{')

    const again = await startBackend({ folder: backend.folder })
    try {
      await openBrowser(browser)
      const { tokens } = await fetchAuthSession({ forceRefresh: true })
      assert.equal(tokens?.idToken?.payload.email, ada)
      await signOut()
      assert.equal((await signIn({ username: ada, password })).isSignedIn, true)
    } finally {
      await again.close()
      backend.configure()
    }
  })
})

describe('Tokens', () => {
  before(() => start())
  after(stop)
  beforeEach(async () => {
    await openBrowser()
    ada = await confirmedUser(backend)
  })

  test('a good one is accepted by the backend', async () => {
    const { access, id } = await signedIn()
    assert.equal((await getUser(access)).status, 200)
    assert.equal(backend.auth.verify(id)?.email, ada)
    assert.equal(backend.auth.verify(access)?.username, payload(access).sub)
  })

  const forgeries: Record<string, (token: string) => string> = {
    'with another payload': (token) => {
      const [header, , signature] = token.split('.')
      return [header, encode({ ...payload(token), sub: 'eve' }), signature].join('.')
    },
    'signed with another key': (token) => {
      const [header] = token.split('.')
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const text = `${header}.${encode(payload(token))}`
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
    },
    'that says it needs no signature': (token) =>
      `${encode({ alg: 'none' })}.${encode(payload(token))}.`,
    'whose signature is missing': (token) => token.split('.').slice(0, 2).join('.'),
    'that is not one at all': () => 'ada',
  }
  for (const [description, forge] of Object.entries(forgeries)) {
    test(`one ${description} is refused`, async () => {
      const { access, id } = await signedIn()
      const { status, body } = await getUser(forge(access))
      assert.deepEqual([status, body.__type], [400, 'NotAuthorizedException'])
      assert.equal(backend.auth.verify(forge(access)), undefined)
      assert.equal(backend.auth.verify(forge(id)), undefined)
    })
  }

  test('an id token is no access token', async () => {
    const { id } = await signedIn()
    assert.equal((await getUser(id)).body.message, 'Invalid Access Token')
  })

  test('one of another project is refused', async () => {
    const { access } = await signedIn()
    const other = await startBackend()
    try {
      assert.equal(other.auth.verify(access), undefined)
      const { body } = await other.call('GetUser', { AccessToken: access })
      assert.equal(body.__type, 'NotAuthorizedException')
    } finally {
      await other.close()
      backend.configure()
      await openBrowser()
    }
    assert.ok(backend.auth.verify(access), 'here it is good')
  })

  test('after sign-out the refresh token and the access token are refused', async () => {
    const { access, refresh: token } = await signedIn()
    assert.equal((await refresh(token)).status, 200)
    await signOut()
    assert.equal((await refresh(token)).body.message, 'Refresh Token has been revoked')
    assert.equal((await getUser(access)).body.message, 'Access Token has been revoked')
  })

  test('signing out on one device leaves the others signed in, signing out everywhere does not', async () => {
    const laptop = await signedIn()
    const phone = await signedIn()
    await signOut()
    await openBrowser(laptop.browser)
    assert.equal((await fetchUserAttributes()).email, ada)

    const tablet = await signedIn()
    await signOut({ global: true })
    for (const { access, refresh: token } of [laptop, phone, tablet]) {
      assert.equal((await getUser(access)).body.message, 'Access Token has been revoked')
      assert.equal((await refresh(token)).body.__type, 'NotAuthorizedException')
    }
    await openBrowser(laptop.browser)
    assert.equal((await fetchAuthSession({ forceRefresh: true })).tokens, undefined)
  })

  test('a revoked token is still a valid JWT until it expires, for AppSync as on AWS', async () => {
    const { access } = await signedIn()
    await signOut({ global: true })
    assert.equal(backend.auth.verify(access)?.username, payload(access).username)
  })

  test('a person can delete the account', async () => {
    const { access, refresh: token } = await signedIn()
    await deleteUser()
    assert.equal((await getUser(access)).body.__type, 'UserNotFoundException')
    assert.equal((await refresh(token)).body.__type, 'NotAuthorizedException')
    const error = await refusal(signIn({ username: ada, password }))
    assert.equal(error.message, 'Incorrect username or password.')
    assert.ok(!backend.auth.users().some(({ attributes }) => attributes.email === ada))
  })
})

describe('Time', () => {
  afterEach(stop)

  describe('with the usual settings', () => {
    beforeEach(() => start())

    test('aws-amplify refreshes tokens that have expired', async () => {
      const { access } = await signedIn()
      backend.later(hour + 1000)
      assert.equal(backend.auth.verify(access), undefined)
      assert.equal((await getUser(access)).body.message, 'Access Token has expired')
      const { tokens } = await fetchAuthSession({ forceRefresh: true })
      const renewed = String(tokens?.accessToken)
      assert.equal((await getUser(renewed)).status, 200)
      assert.equal(payload(renewed).origin_jti, payload(access).origin_jti)
    })

    test('after 30 days one has to sign in again', async () => {
      const { refresh: token } = await signedIn()
      backend.later(29 * day)
      assert.equal((await refresh(token)).status, 200)
      backend.later(2 * day)
      assert.equal((await refresh(token)).body.message, 'Refresh Token has expired')
      assert.equal((await fetchAuthSession({ forceRefresh: true })).tokens, undefined)
    })
  })

  test('the backend can set other times', async () => {
    await start({
      change: (_, client) => {
        client.AccessTokenValidity = 5
        client.TokenValidityUnits = { AccessToken: 'minutes' }
      },
    })
    const { access, id } = await signedIn()
    assert.equal(payload(access).exp - payload(access).iat, 300)
    assert.equal(payload(id).exp - payload(id).iat, 3600)
  })

  test('with rotation a refresh token works once, and for some seconds more', async () => {
    await start({
      change: (_, client) => {
        client.RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 }
      },
    })
    const { browser, refresh: first } = await signedIn()
    await fetchAuthSession({ forceRefresh: true })
    const { refresh: second } = tokensIn(browser)
    assert.notEqual(second, first)
    backend.later(11_000)
    assert.equal((await refresh(first)).body.__type, 'RefreshTokenReuseException')
    assert.equal((await refresh(second)).status, 200)
  })
})
