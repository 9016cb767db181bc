// The hosted sign-in as a program without a browser sees it. In a browser: auth-browser.test.ts.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  verifyTOTPSetup,
} from 'aws-amplify/auth'
import { totp } from '../../local/services/cognito/totp.ts'
import { email, openBrowser, password, phone, startBackend, type Backend } from './auth-support.ts'

const home = 'http://localhost:5173/'
let backend: Backend
let verifier: string
let person: string
before(async () => {
  backend = await startBackend({ backend: 'auth-backend' })
})
after(() => backend.close())
beforeEach(async () => {
  await openBrowser()
  verifier = randomBytes(48).toString('base64url')
  person = email('grace')
})

const authorizeUrl = (changes: Record<string, string | undefined> = {}) => {
  const url = new URL(`${backend.url}/oauth2/authorize`)
  const parameters: Record<string, string | undefined> = {
    client_id: backend.clientId,
    redirect_uri: home,
    response_type: 'code',
    identity_provider: 'Google',
    scope: 'openid email aws.cognito.signin.user.admin',
    state: 'where-i-was',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url
}
const get = (url: URL) => fetch(url, { redirect: 'manual' })
const submit = (url: URL, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })
/** What the app is told in its address. */
const returned = (response: Response) => {
  const location = response.headers.get('location') ?? ''
  assert.ok(location.startsWith(home), location || `no redirect but ${response.status}`)
  return Object.fromEntries(new URL(location).searchParams)
}
const google = (claims: Record<string, string> = {}) =>
  submit(authorizeUrl(), { email: person, phone: '+491700000001', name: 'Grace', ...claims })
const exchange = async (fields: Record<string, string>) => {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: backend.clientId,
    redirect_uri: home,
    code_verifier: verifier,
    ...fields,
  })
  const response = await fetch(`${backend.url}/oauth2/token`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}
const codeOf = async (response: Response | Promise<Response>) => returned(await response).code ?? ''

describe('Sign-in with a provider', () => {
  test('asks who one would be there, and gives the app a code for tokens', async () => {
    const page = await (await get(authorizeUrl())).text()
    assert.match(page, /This local page stands in for Google/)
    const { code, state } = returned(await google())
    assert.equal(state, 'where-i-was')
    const { status, body } = await exchange({ code: code ?? '' })
    assert.equal(status, 200)
    const id = backend.auth.verify(body.id_token ?? '')
    assert.partialDeepStrictEqual(id, {
      email: person,
      name: 'Grace',
      'cognito:groups': [`${backend.poolId}_Google`],
      identities: [{ providerName: 'Google', primary: true }],
    })
    assert.match(id?.['cognito:username'] as string, /^google_\d{21}$/)
    const claims = { headers: { authorization: `Bearer ${body.access_token}` } }
    const info = await (await fetch(`${backend.url}/oauth2/userInfo`, claims)).json()
    assert.equal((info as { email: string }).email, person)
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    assert.ok((await exchange(refresh)).body.access_token)
  })

  test('knows the person the next time and keeps the attributes up to date', async () => {
    const subs = []
    for (const name of ['Grace', 'Grace Hopper']) {
      const { body } = await exchange({ code: await codeOf(google({ name })) })
      const id = backend.auth.verify(body.id_token ?? '')
      assert.equal(id?.name, name)
      subs.push(id?.sub)
    }
    assert.equal(subs[0], subs[1])
    assert.match(await (await get(authorizeUrl())).text(), new RegExp(`Continue as ${person}`))
  })

  test('runs the triggers that AWS runs', async () => {
    const before = backend.functions.invocations().length
    await exchange({ code: await codeOf(google()) })
    await exchange({ code: await codeOf(google()) })
    const all = backend.functions.invocations()
    const events = all.slice(0, all.length - before).toReversed()
    assert.deepEqual(
      events.map(({ event }) => (event as { triggerSource: string }).triggerSource),
      [
        'PreSignUp_ExternalProvider',
        'PostConfirmation_ConfirmSignUp',
        'TokenGeneration_HostedAuth',
        'PreAuthentication_Authentication',
        'PostAuthentication_Authentication',
        'TokenGeneration_HostedAuth',
      ],
    )
  })

  test('tells the app when a function refuses', async () => {
    const { error, error_description } = returned(await google({ email: email('refused') }))
    assert.equal(error, 'invalid_request')
    assert.equal(error_description, 'PreSignUp failed with error Only singers may join.')
  })

  test('is another account than the one with a password and the same email', async () => {
    await exchange({ code: await codeOf(google()) })
    const userAttributes = { email: person, phone_number: phone() }
    await signUp({ username: person, password, options: { userAttributes } })
    await backend.auth.confirm(person)
    assert.equal((await signIn({ username: person, password })).isSignedIn, true)
    await signOut()
    const accounts = backend.auth.users().filter(({ attributes }) => attributes.email === person)
    assert.equal(accounts.length, 2)
  })

  test('asks for what else the backend maps', async () => {
    const url = authorizeUrl({ identity_provider: 'Work' })
    assert.match(await (await get(url)).text(), /name="nick"/)
    const fields = { email: person, phone: '+491700000001', nick: 'amazing' }
    const { body } = await exchange({ code: await codeOf(submit(url, fields)) })
    const id = backend.auth.verify(body.id_token ?? '')
    assert.equal(id?.preferred_username, 'amazing')
    assert.equal(id?.email, person, 'Work calls it mail')
  })

  test('tells the app when the person refuses there', async () => {
    const answer = returned(await submit(authorizeUrl(), { error: 'access_denied' }))
    assert.equal(answer.error, 'access_denied')
    assert.equal(answer.error_description, 'Google did not confirm who you are.')
    assert.equal(answer.state, 'where-i-was')
  })

  test('tells the app when a required attribute is missing', async () => {
    const { error_description } = returned(await submit(authorizeUrl(), { email: person }))
    assert.match(error_description ?? '', /phone_number is required/)
  })

  test('links an account that an administrator connected', async () => {
    const { username } = await localUser()
    const { code } = returned(await google())
    const { body } = await exchange({ code: code ?? '' })
    const [{ userId } = { userId: '' }] = backend.auth.verify(body.id_token ?? '')?.identities as {
      userId: string
    }[]
    await backend.manage('AdminDeleteUser', { Username: `google_${userId}` })
    await backend.manage('AdminLinkProviderForUser', {
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: username },
      SourceUser: {
        ProviderName: 'Google',
        ProviderAttributeName: 'Cognito_Subject',
        ProviderAttributeValue: userId,
      },
    })
    const again = await exchange({ code: await codeOf(google()) })
    const [user] = backend.auth
      .users()
      .filter(({ attributes }) => attributes.identities?.includes(userId))
    assert.equal(backend.auth.verify(again.body.id_token ?? '')?.sub, user?.sub)
  })
})

describe('Sign-in with a password', () => {
  const here = () => authorizeUrl({ identity_provider: undefined })

  test('is offered beside the providers', async () => {
    const page = await (await get(here())).text()
    assert.match(page, /Sign in with Google/)
    assert.match(page, /Sign in with Work/)
    assert.match(page, /type="password"/)
  })

  test('signs in, and says when the password is wrong', async () => {
    const { username } = await localUser()
    const wrong = await submit(here(), { username, password: 'Wrong-Horse-1' })
    assert.equal(wrong.status, 400)
    assert.match(await wrong.text(), /role="alert">Incorrect username or password\./)
    const { body } = await exchange({ code: await codeOf(submit(here(), { username, password })) })
    assert.equal(backend.auth.verify(body.id_token ?? '')?.email, username)
  })

  test('asks for the second factor', async () => {
    const { username } = await localUser()
    await signIn({ username, password })
    const { sharedSecret } = await setUpTOTP()
    await verifyTOTPSetup({ code: totp(sharedSecret, backend.now()) })
    await updateMFAPreference({ totp: 'PREFERRED' })
    await signOut()
    const page = await (await submit(here(), { username, password })).text()
    const session = /name="session" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const answer = { session, challenge: 'SOFTWARE_TOKEN_MFA' }
    const wrong = await submit(here(), { ...answer, answer: '000000' })
    assert.match(await wrong.text(), /role="alert">Invalid code/)
    const skipped = await submit(here(), { ...answer, challenge: 'EMAIL_OTP', answer: '' })
    assert.equal(skipped.status, 400)
    const right = { ...answer, answer: totp(sharedSecret, backend.now()) }
    const { body } = await exchange({ code: await codeOf(submit(here(), right)) })
    assert.equal(backend.auth.verify(body.id_token ?? '')?.email, username)
  })
})

describe('The protocol', () => {
  test('a code works once, with its verifier, its address and within five minutes', async () => {
    const wrong: Record<string, string>[] = [
      { code_verifier: 'guessed' },
      { redirect_uri: 'http://localhost:5173/other' },
      { code: 'guessed' },
    ]
    for (const change of wrong) {
      const { status, body } = await exchange({ code: await codeOf(google()), ...change })
      assert.deepEqual([status, body.error], [400, 'invalid_grant'])
    }
    const code = await codeOf(google())
    assert.equal((await exchange({ code })).status, 200)
    assert.equal((await exchange({ code })).body.error, 'invalid_grant')
    const late = await codeOf(google())
    backend.later(5 * 60_000)
    assert.equal((await exchange({ code: late })).body.error, 'invalid_grant')
  })

  test('the app is the same one on another port, where its development server had to go', async () => {
    const elsewhere = 'http://localhost:5174/'
    const claims = { email: person, phone: '+491700000001', name: 'Grace' }
    const response = await submit(authorizeUrl({ redirect_uri: elsewhere }), claims)
    const location = response.headers.get('location') ?? ''
    assert.ok(location.startsWith(elsewhere), location)
    const code = new URL(location).searchParams.get('code') ?? ''
    assert.equal((await exchange({ code })).status, 200)
  })

  test('nobody is sent to an address that the backend does not list', async () => {
    for (const change of [
      { redirect_uri: 'https://evil.example/' },
      { redirect_uri: 'http://localhost:5174/other' },
      { redirect_uri: 'http://localhost.evil.example:5173/' },
      { redirect_uri: 'https://localhost:5173/' },
      { client_id: 'other' },
    ]) {
      const response = await get(authorizeUrl(change))
      assert.equal(response.status, 400)
      assert.equal(response.headers.get('location'), null)
    }
    const { status, headers } = await get(
      new URL(
        `${backend.url}/logout?client_id=${backend.clientId}&logout_uri=https://evil.example`,
      ),
    )
    assert.deepEqual([status, headers.get('location')], [400, null])
  })

  const refused: [Record<string, string | undefined>, string][] = [
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ scope: 'openid everything' }, 'invalid_scope'],
    [{ prompt: 'none' }, 'login_required'],
    [{ identity_provider: 'Facebook' }, 'invalid_request'],
  ]
  for (const [change, error] of refused) {
    test(`${JSON.stringify(change)} is answered with ${error}`, async () => {
      assert.equal(returned(await get(authorizeUrl(change))).error, error)
    })
  }

  test('scopes decide what the tokens are good for', async () => {
    const url = authorizeUrl({ scope: 'email' })
    const fields = { email: person, phone: '+491700000001' }
    const { body } = await exchange({ code: await codeOf(submit(url, fields)) })
    assert.equal(body.id_token, undefined)
    const user = await backend.call('GetUser', { AccessToken: body.access_token })
    assert.equal(user.body.message, 'Access Token does not have required scopes')
  })

  test('no address and no name of a person can bring a script into a page', async () => {
    const mark = '"><script>alert(1)</script>'
    await google({ email: `${mark}@example.com` })
    for (const url of [
      authorizeUrl(),
      authorizeUrl({ redirect_uri: `http://localhost/${mark}` }),
      authorizeUrl({ identity_provider: undefined, state: mark }),
    ]) {
      const page = await (await get(url)).text()
      assert.ok(!page.includes('<script>'), page)
    }
  })

  test('no other page can show the page in a frame or send its form', async () => {
    const { headers } = await get(authorizeUrl())
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/)
    assert.match(policy, /form-action 'self' http:\/\/localhost:5173$/)
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(headers.get('cache-control'), 'no-store')
    const post = (from: Record<string, string>) =>
      new Promise<number | undefined>((done, fail) => {
        const body = new URLSearchParams({ email: person, phone: phone() }).toString()
        const type = 'application/x-www-form-urlencoded'
        const options = { method: 'POST', headers: { 'content-type': type, ...from } }
        const sent = request(authorizeUrl(), options, (response) => {
          response.resume()
          done(response.statusCode)
        })
        sent.on('error', fail).end(body)
      })
    const origin = backend.url
    assert.equal(await post({ origin: 'http://localhost:5173' }), 403)
    assert.equal(await post({ origin: 'null' }), 403)
    assert.equal(await post({ origin, 'sec-fetch-mode': 'cors' }), 403)
    assert.equal(await post({ origin, 'sec-fetch-mode': 'navigate' }), 302)
    assert.equal(await post({}), 302)
  })

  test('no address is too strange to be answered', async () => {
    const paths = ['%zz', '/[', '/', 'authorize?client_id=%zz', 'authorize?%', 'token%zz']
    for (const path of paths)
      for (const base of ['oauth2', 'logout', 'cognito-idp', 'cognito-idp/confirmUser?user_name='])
        for (const method of ['GET', 'POST']) {
          const { status } = await fetch(`${backend.url}/${base}/${path}`, { method })
          assert.ok(status >= 400 && status !== 500, `${method} /${base}/${path}: ${status}`)
        }
    for (const name of ['constructor', '__proto__', 'toString']) {
      const fields = { session: 'x', challenge: name, answer: 'x' }
      const { status } = await submit(authorizeUrl({ identity_provider: undefined }), fields)
      assert.equal(status, 400)
    }
  })

  test('signing out leads back to the app', async () => {
    const bye = 'http://localhost:5173/bye'
    const response = await get(
      new URL(`${backend.url}/logout?client_id=${backend.clientId}&logout_uri=${bye}`),
    )
    assert.equal(response.headers.get('location'), bye)
  })
})

async function localUser() {
  const username = email('ada')
  const userAttributes = { email: username, phone_number: phone() }
  await signUp({ username, password, options: { userAttributes } })
  await backend.auth.confirm(username)
  return { username }
}
