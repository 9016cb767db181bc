// What the local stand-in for Cognito's hosted sign-in shows: pairs of a title and a body.
import type { Context } from './context.ts'
import { claimsToAsk, knownAccounts } from './federation.ts'
import { own } from './input.ts'
import { alert, field, form, html, type Markup } from './html.ts'
import type { Client, Provider } from './pool.ts'
import type { Step } from './sign-in.ts'

/** Challenges the page can ask for: the name of the answer and what to write above the field. */
export const askable: Partial<Record<string, [answer: string, label: string, type: string]>> = {
  SOFTWARE_TOKEN_MFA: ['SOFTWARE_TOKEN_MFA_CODE', 'Code of your authenticator app', 'text'],
  SMS_MFA: ['SMS_MFA_CODE', 'Code from the text message', 'text'],
  EMAIL_OTP: ['EMAIL_OTP_CODE', 'Code from the email', 'text'],
  NEW_PASSWORD_REQUIRED: ['NEW_PASSWORD', 'New password', 'password'],
}

/** The stand-in for a provider: asks for the claims it would tell. */
export function providerPage(
  context: Context,
  provider: Provider,
  message?: string,
): [string, Markup] {
  const { ProviderName: name } = provider
  const again = knownAccounts(context, provider).map((email) =>
    form(`Continue as ${email}`, [html`<input type="hidden" name="email" value="${email}" />`]),
  )
  const fields = claimsToAsk(provider).map((claim) =>
    claim === 'email' ? field(claim, 'Email', 'email') : field(claim, claim, 'text', false),
  )
  const body = html`<p>This local page stands in for ${name}. Say who ${name} would say you are.</p>
    ${alert(message)} ${again} ${form('Sign in', fields)}
    ${form('Refuse', [html`<input type="hidden" name="error" value="access_denied" />`])}`
  return [`Sign in with ${name}`, body]
}

/** The form for a password, with links to the providers. */
export function signInPage(
  { pool }: Context,
  { client, query }: { client: Client; query: URLSearchParams },
  message?: string,
): [string, Markup] {
  const names = client.SupportedIdentityProviders
  const links = pool()
    .providers.filter(({ ProviderName }) => names.includes(ProviderName))
    .filter(() => query.get('identity_provider') === null)
    .map(({ ProviderName: name }) => {
      const next = new URLSearchParams(query)
      next.set('identity_provider', name)
      return html`<p><a href="?${next.toString()}">Sign in with ${name}</a></p>`
    })
  const fields = [field('username', 'Username'), field('password', 'Password', 'password')]
  return ['Sign in', html`${alert(message)} ${links} ${form('Sign in', fields)}`]
}

/** The form for what comes after the password. */
export function challengePage(
  { ChallengeName = '', Session }: Step,
  message?: string,
): [string, Markup] {
  const [, label, type] = own(askable, ChallengeName) ?? []
  if (!label)
    return ['Sign in', html`<p>${ChallengeName} is not available on the local sign-in page.</p>`]
  const hidden = html`<input type="hidden" name="session" value="${Session}" />
    <input type="hidden" name="challenge" value="${ChallengeName}" />`
  return [
    'Sign in',
    html`${alert(message)} ${form('Continue', [hidden, field('answer', label, type)])}`,
  ]
}
