import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth'
import {
  confirmedUser,
  openBrowser,
  password,
  startBackend,
  tokensIn,
  type Backend,
  type Browser,
} from './auth-support.ts'

let backend: Backend
let browser: Browser

type Roles = { Roles: { authenticated: string; unauthenticated: string } }
const nameOf = (arn = '') => arn.split('/').at(-1)
const poolRoles = () => {
  const [attachment] = backend.assembly.of<Roles>('AWS::Cognito::IdentityPoolRoleAttachment')
  const { authenticated, unauthenticated } = attachment?.properties.Roles ?? {}
  return { authenticated: nameOf(authenticated), guest: nameOf(unauthenticated) }
}
const groupRole = (name: string) => {
  type Group = { GroupName: string; RoleArn: string }
  const groups = backend.assembly.of<Group>('AWS::Cognito::UserPoolGroup')
  return nameOf(groups.find(({ properties }) => properties.GroupName === name)?.properties.RoleArn)
}
/** Whom the access key of the session stands for. */
const caller = async () => {
  const { credentials } = await fetchAuthSession()
  const known = backend.auth.credentials(credentials?.accessKeyId ?? '')?.principal
  assert.equal(known?.accessKeyId, credentials?.accessKeyId)
  return { identityId: known?.identityId, role: known?.role, ...known?.cognito }
}

describe('The identity pool', () => {
  before(async () => {
    backend = await startBackend()
  })
  after(() => backend.close())
  beforeEach(async () => {
    browser = await openBrowser()
  })

  test('gives a guest an identity and the role for guests', async () => {
    const { identityId, credentials } = await fetchAuthSession()
    assert.match(identityId ?? '', /^us-east-1:[0-9a-f-]{36}$/)
    assert.ok((credentials?.expiration?.getTime() ?? 0) > backend.now() + 50 * 60_000)
    assert.deepEqual(await caller(), {
      identityId,
      authenticated: false,
      role: poolRoles().guest,
    })
  })

  test('gives a signed-in person the role for signed-in people, and tells who it is', async () => {
    const ada = await confirmedUser(backend)
    await signIn({ username: ada, password })
    const { userSub } = await fetchAuthSession()
    const { authenticated, role, sub } = await caller()
    assert.deepEqual([authenticated, role], [true, poolRoles().authenticated])
    assert.equal(sub, userSub)
  })

  test('gives a member of a group the role of the group instead', async () => {
    const ada = await confirmedUser(backend)
    await backend.auth.addToGroup(ada, 'EDITORS')
    await signIn({ username: ada, password })
    assert.equal((await caller()).role, groupRole('EDITORS'))
    assert.notEqual(groupRole('EDITORS'), poolRoles().authenticated)
  })

  test('knows a person again, on another device too; two people are two identities', async () => {
    const ada = await confirmedUser(backend)
    const bob = await confirmedUser(backend, 'bob')
    const ids = []
    for (const username of [ada, bob, ada]) {
      await openBrowser()
      await signIn({ username, password })
      ids.push((await fetchAuthSession()).identityId)
    }
    assert.equal(ids[0], ids[2])
    assert.notEqual(ids[0], ids[1])
  })

  test('makes the guest the person at the first sign-in, and never lets a guest be a person', async () => {
    const ada = await confirmedUser(backend)
    const { identityId: guest } = await fetchAuthSession()
    await signIn({ username: ada, password })
    const { identityId: person } = await fetchAuthSession({ forceRefresh: true })
    assert.equal(person, guest)
    await signOut()
    const { identityId: next } = await fetchAuthSession()
    assert.notEqual(next, person)
    const { status, body } = await backend.identity('GetCredentialsForIdentity', {
      IdentityId: person,
    })
    assert.equal(status, 400)
    assert.equal(body.message, `Access to Identity '${person}' is forbidden.`)
  })

  test('gives one person no other person’s identity', async () => {
    const ada = await confirmedUser(backend)
    await signIn({ username: ada, password })
    const { identityId: adas } = await fetchAuthSession()
    const bob = await confirmedUser(backend, 'bob')
    browser = await openBrowser()
    await signIn({ username: bob, password })
    const { body } = await backend.identity('GetCredentialsForIdentity', {
      IdentityId: adas,
      Logins: { [provider()]: tokensIn(browser).id },
    })
    assert.equal(body.IdentityId, (await fetchAuthSession()).identityId)
    assert.notEqual(body.IdentityId, adas)
  })

  test('refuses forged, foreign and expired id tokens', async () => {
    const ada = await confirmedUser(backend)
    await signIn({ username: ada, password })
    const { id, access } = tokensIn(browser)
    const getId = (token: string, name = provider()) =>
      backend.identity('GetId', {
        IdentityPoolId: backend.identityPoolId,
        Logins: { [name]: token },
      })
    assert.equal((await getId(id)).status, 200)
    for (const [token, name] of [[`${id}x`], [access], [id, 'accounts.google.com'], ['ada']]) {
      const { body } = await getId(token ?? '', name)
      assert.equal(body.__type, 'NotAuthorizedException')
    }
    backend.later(3_601_000)
    assert.equal((await getId(id)).body.__type, 'NotAuthorizedException')
  })

  test('gives access keys for an hour; invented ones mean nothing', async () => {
    const { credentials } = await fetchAuthSession()
    const key = credentials?.accessKeyId ?? ''
    const { expiresAt = 0 } = backend.auth.credentials(key) ?? {}
    assert.ok(Math.abs(expiresAt - backend.now() - 3_600_000) < 10_000)
    assert.equal(backend.auth.credentials('ASIAINVENTED00000000'), undefined)
    assert.equal(backend.auth.credentials('constructor'), undefined)
  })

  test('gives a guest from before a reset a new identity', async () => {
    const IdentityId = `us-east-1:${crypto.randomUUID()}`
    const { status, body } = await backend.identity('GetCredentialsForIdentity', { IdentityId })
    assert.equal(status, 200)
    assert.notEqual(body.IdentityId, IdentityId)
  })

  const provider = () => `cognito-idp.us-east-1.amazonaws.com/${backend.poolId}`
})

describe('Settings of the identity pool', () => {
  afterEach(() => backend.close())

  test('without guests there are none', async () => {
    backend = await startBackend()
    const [pool] = backend.assembly.of<{ AllowUnauthenticatedIdentities: boolean }>(
      'AWS::Cognito::IdentityPool',
    )
    assert.ok(pool)
    pool.properties.AllowUnauthenticatedIdentities = false
    const { body } = await backend.identity('GetId', { IdentityPoolId: backend.identityPoolId })
    assert.equal(body.message, 'Unauthenticated access is not supported for this identity pool.')
  })

  test('a restart keeps identities and access keys', async () => {
    backend = await startBackend()
    browser = await openBrowser()
    const ada = await confirmedUser(backend)
    await signIn({ username: ada, password })
    const { identityId, credentials } = await fetchAuthSession()
    const again = await startBackend({ folder: backend.folder })
    try {
      const { principal } = again.auth.credentials(credentials?.accessKeyId ?? '') ?? {}
      assert.equal(principal?.identityId, identityId)
      assert.ok(principal?.cognito?.authenticated)
    } finally {
      await again.close()
    }
  })
})
