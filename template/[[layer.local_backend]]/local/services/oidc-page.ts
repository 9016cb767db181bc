// The local stand-in for Cognito's hosted sign-in: /oauth2/authorize and its siblings, with PKCE
// (https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html).
// `signInWithRedirect` of aws-amplify comes here.
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { remember } from './cognito/attempts.ts'
import { challenges } from './cognito/challenges.ts'
import type { Context } from './cognito/context.ts'
import { userNotFound } from './cognito/errors.ts'
import { signInFederated } from './cognito/federation.ts'
import { beforeSignIn, passwordFactor } from './cognito/first-factors.ts'
import { html, page, type Markup } from './cognito/html.ts'
import { own } from './cognito/input.ts'
import type { Client, Provider } from './cognito/pool.ts'
import type { Session } from './cognito/sessions.ts'
import { askable, challengePage, providerPage, signInPage } from './cognito/hosted-pages.ts'
import type { Attempt, Step } from './cognito/sign-in.ts'
import type { AuthenticationResult } from './cognito/tokens.ts'
import { readText, sendJson, type Handler } from './http.ts'
import { ServiceError } from './types.ts'

/** A sign-in that waits for its code to be redeemed. */
type Redeemable = {
  tokens: AuthenticationResult
  clientId: string
  redirectUri: string
  codeChallenge: string
  openid: boolean
  expiresAt: number
}

/** An authorization request whose client and return address are good. */
type Authorization = {
  client: Client
  redirectUri: string
  query: URLSearchParams
  scopes: string[]
}

const minutes = 60_000

export function createOidcPage(context: Context): { oauth2: Handler; logout: Handler } {
  const { pool, users, tokens, sessions, now } = context
  const codes = new Map<string, Redeemable>()

  const clientOf = (id: string | null): Client => {
    const client = pool().clients.find((known) => known.id === id)
    if (!client) throw new ServiceError('invalid_client', `There is no client ${id}.`)
    return client
  }

  /** Throws for what must not be sent back to the app: the wrong client or address. */
  const readAuthorization = (query: URLSearchParams): Authorization => {
    const client = clientOf(query.get('client_id'))
    const redirectUri = query.get('redirect_uri') ?? ''
    if (!lists(client.CallbackURLs, redirectUri))
      throw new ServiceError(
        'redirect_mismatch',
        `${redirectUri} is not among the callback URLs in amplify/auth/resource.ts.`,
      )
    const offered = client.AllowedOAuthScopes ?? []
    const scopes = query.get('scope')?.split(' ').filter(Boolean) ?? offered
    return { client, redirectUri, query, scopes }
  }

  /** Sends the person back to the app. */
  const goBack = (
    response: ServerResponse,
    { redirectUri, query }: Authorization,
    answer: Record<string, string>,
  ) => {
    const url = new URL(redirectUri)
    const state = query.get('state')
    for (const [name, value] of Object.entries({ ...answer, ...(state && { state }) }))
      url.searchParams.set(name, value)
    redirect(response, url.href)
  }

  const finish = (
    response: ServerResponse,
    request: Authorization,
    result: AuthenticationResult,
  ) => {
    for (const [old, { expiresAt }] of codes) if (expiresAt <= now()) codes.delete(old)
    const code = randomBytes(32).toString('base64url')
    remember(codes, code, {
      tokens: result,
      clientId: request.client.id,
      redirectUri: request.redirectUri,
      codeChallenge: request.query.get('code_challenge') ?? '',
      openid: request.scopes.includes('openid'),
      expiresAt: now() + 5 * minutes,
    })
    goBack(response, request, { code })
  }

  const providerOf = ({ query, client }: Authorization): Provider | undefined => {
    const name = query.get('identity_provider') ?? query.get('idp_identifier')
    const provider = pool().providers.find(({ ProviderName }) => ProviderName === name)
    return client.SupportedIdentityProviders.includes(provider?.ProviderName ?? '')
      ? provider
      : undefined
  }

  /** What is wrong with a request that may be answered to the app. */
  const refusal = (request: Authorization): Record<string, string> | undefined => {
    const { query, client, scopes } = request
    if (query.get('response_type') !== 'code') return { error: 'unsupported_response_type' }
    if (query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge'))
      return { error: 'invalid_request', error_description: 'PKCE with S256 is required' }
    if (!scopes.every((scope) => client.AllowedOAuthScopes?.includes(scope)))
      return { error: 'invalid_scope' }
    // There is no session in the browser that could be resumed without asking.
    if (query.get('prompt') === 'none') return { error: 'login_required' }
    const name = query.get('identity_provider')
    if (name && name !== 'COGNITO' && !providerOf(request))
      return { error: 'invalid_request', error_description: `There is no provider ${name}` }
    return undefined
  }

  const attemptOf = ({ client, scopes, query }: Authorization) => {
    const nonce = query.get('nonce')
    return { client, metadata: {}, token: { scopes, ...(nonce && { nonce }) } }
  }

  /** A password, or the answer to the challenge that came after it. */
  const signInHere = async (request: Authorization, fields: URLSearchParams): Promise<Step> => {
    const id = fields.get('session')
    const name = fields.get('challenge') ?? ''
    const [answer = ''] = own(askable, name) ?? []
    const handler = own(challenges, name)
    if (id && handler) {
      const session = sessions.get(id, request.client, name as Session['answers'][number])
      const user = users.find(session.sub ?? '')
      if (!user) throw userNotFound()
      const attempt: Attempt = { ...attemptOf(request), username: session.username, user }
      const responses = { [answer]: fields.get('answer') ?? '' }
      return handler(context, { session, id, attempt, responses })
    }
    const username = fields.get('username') ?? ''
    const user = users.find(username)
    const attempt: Attempt = { ...attemptOf(request), username, ...(user && { user }) }
    await beforeSignIn(context, attempt)
    return passwordFactor(context, attempt, fields.get('password') ?? '')
  }

  const ask = (response: ServerResponse, request: Authorization, message?: string, step?: Step) => {
    const provider = providerOf(request)
    const [title, body] = provider
      ? providerPage(context, provider, message)
      : step
        ? challengePage(step, message)
        : signInPage(context, request, message)
    sendPage(response, message ? 400 : 200, title, body, request.redirectUri)
  }

  const submit = async (
    response: ServerResponse,
    request: Authorization,
    fields: URLSearchParams,
  ) => {
    const provider = providerOf(request)
    try {
      if (provider) {
        const error = fields.get('error')
        const error_description = `${provider.ProviderName} did not confirm who you are.`
        if (error) return goBack(response, request, { error, error_description })
        const claims = Object.fromEntries([...fields].filter(([, value]) => value))
        finish(
          response,
          request,
          await signInFederated(context, attemptOf(request), provider, claims),
        )
        return
      }
      const step = await signInHere(request, fields)
      if (step.AuthenticationResult) finish(response, request, step.AuthenticationResult)
      else ask(response, request, undefined, step)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const { message } = error
      // A function that refuses a provider's user: the app is told, as by Cognito.
      if (provider)
        return goBack(response, request, { error: 'invalid_request', error_description: message })
      const session = fields.get('session')
      const challenge = fields.get('challenge')
      const step = session &&
        challenge && { Session: session, ChallengeName: challenge, ChallengeParameters: {} }
      ask(response, request, message, step || undefined)
    }
  }

  const authorize = async (
    request: IncomingMessage,
    response: ServerResponse,
    query: URLSearchParams,
  ) => {
    let authorization: Authorization
    try {
      authorization = readAuthorization(query)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      return sendPage(response, 400, 'Sign-in is not possible', html`<p>${error.message}</p>`)
    }
    const refused = refusal(authorization)
    if (refused) return goBack(response, authorization, refused)
    if (request.method !== 'POST') return ask(response, authorization)
    assertOwnForm(request)
    await submit(response, authorization, new URLSearchParams(await readText(request)))
  }

  /** The token endpoint; throws a ServiceError whose code is the OAuth error. */
  const exchange = async (fields: URLSearchParams) => {
    const client = clientOf(fields.get('client_id'))
    if (fields.get('grant_type') === 'refresh_token')
      return describeTokens(await tokens.refresh(fields.get('refresh_token') ?? '', client), true)
    if (fields.get('grant_type') !== 'authorization_code')
      throw new ServiceError('unsupported_grant_type', 'This grant type is not available locally.')
    const code = fields.get('code') ?? ''
    const known = codes.get(code)
    codes.delete(code)
    const verifier = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      known &&
      known.expiresAt > now() &&
      known.clientId === client.id &&
      anyPort(known.redirectUri) === anyPort(fields.get('redirect_uri') ?? '') &&
      known.codeChallenge === verifier
    if (!fits) throw new ServiceError('invalid_grant', 'The code is unknown, used or expired.')
    return describeTokens(known.tokens, known.openid)
  }

  const oauth2: Handler = async (request, response) => {
    const { pathname, searchParams } = new URL(`http://localhost${request.url}`)
    if (pathname === '/authorize') return authorize(request, response, searchParams)
    try {
      if (pathname === '/userInfo') {
        const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
        const { user } = tokens.owner(token, 'openid')
        const claims = { ...user.attributes, username: user.username }
        return sendJson(response, 200, claims, 'application/json')
      }
      const fields = new URLSearchParams(await readText(request))
      if (pathname === '/token')
        return sendJson(response, 200, await exchange(fields), 'application/json')
      if (pathname !== '/revoke')
        throw new ServiceError('not_found', `/oauth2${pathname} is not available locally.`)
      tokens.revoke(fields.get('token') ?? '', clientOf(fields.get('client_id')))
      sendJson(response, 200, {}, 'application/json')
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const { code, message } = error
      const name = code === 'NotAuthorizedException' ? 'invalid_grant' : code
      const body = { error: name, error_description: message }
      sendJson(response, pathname === '/userInfo' ? 401 : 400, body, 'application/json')
    }
  }

  const logout: Handler = (request, response) => {
    const { searchParams } = new URL(`http://localhost${request.url}`)
    const target = searchParams.get('logout_uri') ?? ''
    const client = pool().clients.find(({ id }) => id === searchParams.get('client_id'))
    if (lists(client?.LogoutURLs, target)) return redirect(response, target)
    const sentence = `${target} is not among the logout URLs in amplify/auth/resource.ts.`
    sendPage(response, 400, 'Sign-out is not possible', html`<p>${sentence}</p>`)
  }

  return { oauth2, logout }
}

const describeTokens = (result: AuthenticationResult, openid: boolean) => ({
  access_token: result.AccessToken,
  ...(openid && { id_token: result.IdToken }),
  ...(result.RefreshToken && { refresh_token: result.RefreshToken }),
  token_type: result.TokenType,
  expires_in: result.ExpiresIn,
})

/** A development server takes the next port when its own is in use: it is the same app on every port. */
const anyPort = (url: string) => url.replace(/^(http:\/\/localhost):\d*(?=\/|$)/, '$1')

const lists = (urls: string[] = [], url: string) =>
  urls.some((listed) => anyPort(listed) === anyPort(url))

const redirect = (response: ServerResponse, location: string) =>
  void response.writeHead(302, { location }).end()

/**
 * A page elsewhere cannot sign anybody in here, nor can a script: browsers say where a POST comes
 * from. Programs that are no browser do not.
 */
function assertOwnForm({ headers }: IncomingMessage): void {
  const { origin, host, 'sec-fetch-mode': mode = 'navigate' } = headers
  if (origin !== undefined && (origin !== `http://${host}` || mode !== 'navigate'))
    throw new ServiceError('Forbidden', 'Only the form of this page signs in.', 403)
}

/** `target` is the address that a form of the page may lead to, as browsers check redirects, too. */
function sendPage(
  response: ServerResponse,
  status: number,
  title: string,
  body: Markup,
  target?: string,
): void {
  const { protocol = '', origin = '' } = target === undefined ? {} : new URL(target)
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; " +
    `form-action 'self' ${origin === 'null' ? protocol : origin}`
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.trim(),
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .end(page(title, body))
}
