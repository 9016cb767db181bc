// The steps of a sign-in, shared by all flows: a first factor, then the state of the user, then the
// second factor, then tokens.
import { ServiceError } from '../types.ts'
import { createCode } from './codes.ts'
import { triggerAttributes, unhurried, type Context } from './context.ts'
import { notAuthorized } from './errors.ts'
import type { Texts } from './input.ts'
import type { Client, Mfa } from './pool.ts'
import type { Challenge, Session } from './sessions.ts'
import type { AuthenticationResult, IssueOptions } from './tokens.ts'
import type { User } from './users.ts'

/** A sign-in at one request. */
export type Attempt = {
  client: Client
  /** As the person typed it. */
  username: string
  /** Undefined when there is no such user and the answers must not tell. */
  user?: User
  metadata: Texts
  /** What the tokens shall be like, where it is not the usual. */
  token?: Partial<Pick<IssueOptions, 'source' | 'scopes' | 'nonce'>>
}

/** What InitiateAuth and RespondToAuthChallenge answer. */
export type Step = {
  ChallengeName?: string
  ChallengeParameters: Record<string, string>
  Session?: string
  AvailableChallenges?: string[]
  AuthenticationResult?: AuthenticationResult
}

export type ChallengeOptions = Partial<Omit<Session, 'clientId' | 'username' | 'sub'>> & {
  parameters?: Record<string, string>
  available?: string[]
  /** The session's text, when the challenge brings one. */
  id?: string
}

/** Whom the answers show: a stranger stands in for an unknown user. */
export const shown = ({ stranger }: Context, { user, username }: Attempt): User =>
  user ?? stranger(username)

/** Asks for the next proof. Without `answers` the session waits for just that challenge. */
export function challenge(
  { sessions }: Context,
  { client, username, user }: Attempt,
  name: Challenge,
  { parameters = {}, available, id, ...state }: ChallengeOptions = {},
): Step {
  const session = { username, sub: user?.sub, answers: [name], ...state }
  return {
    ChallengeName: name,
    ChallengeParameters: parameters,
    Session: sessions.start(client, session, id),
    ...(available && { AvailableChallenges: available }),
  }
}

/** Sends a code and asks for it. An unknown user gets the question, but nobody the code. */
export async function codeChallenge(
  context: Context,
  attempt: Attempt,
  name: 'EMAIL_OTP' | 'SMS_OTP' | 'SMS_MFA',
  { digits = 6, to, ...state }: ChallengeOptions & { digits?: number; to?: string } = {},
): Promise<Step> {
  const { client, metadata } = attempt
  const user = shown(context, attempt)
  const contact = name === 'EMAIL_OTP' ? 'email' : 'phone_number'
  const code = createCode(digits)
  const occasion = 'Authentication'
  const mail = { occasion, contact, clientId: client.id, metadata, to } as const
  const delivery = await unhurried(context.codes.message(user, code, mail))
  return challenge(context, attempt, name, {
    ...state,
    code,
    parameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: contact === 'email' ? 'EMAIL' : 'SMS',
      CODE_DELIVERY_DESTINATION: delivery.Destination,
      USERNAME: user.username,
    },
  })
}

/** Throws unless the user may sign in at all. */
export function checkStatus({ enabled, status }: User): void {
  if (!enabled) throw notAuthorized('User is disabled.')
  if (status === 'UNCONFIRMED')
    throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.')
  if (status === 'RESET_REQUIRED')
    throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user')
}

/** After the right password: a temporary one has to be replaced, then comes the second factor. */
export async function passwordProven(context: Context, attempt: Attempt): Promise<Step> {
  const { user } = attempt
  if (!user) throw notAuthorized()
  checkStatus(user)
  if (user.status !== 'FORCE_CHANGE_PASSWORD') return secondFactor(context, attempt)
  if ((user.passwordExpiresAt ?? Infinity) <= context.now())
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.')
  const required = (context.pool().properties.Schema ?? []).flatMap(({ Name, Required }) =>
    Required && Name && !user.attributes[Name] ? [`userAttributes.${Name}`] : [],
  )
  return challenge(context, attempt, 'NEW_PASSWORD_REQUIRED', {
    parameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(required),
      userAttributes: JSON.stringify(user.attributes),
    },
  })
}

/** The second factors that this user can be asked for. */
export function activeMfa({ pool }: Context, user: User): Mfa[] {
  const { MfaConfiguration = 'OFF', EnabledMfas = [] } = pool().properties
  if (MfaConfiguration === 'OFF') return []
  const chosen = EnabledMfas.filter((mfa) => user.mfa.enabled.includes(mfa))
  if (chosen.length || MfaConfiguration === 'OPTIONAL') return chosen
  // Where it is required, an address that is known to be the person's serves without being chosen.
  return EnabledMfas.filter((mfa) => {
    if (mfa === 'SOFTWARE_TOKEN_MFA') return user.totp !== undefined
    const contact = mfa === 'EMAIL_OTP' ? 'email' : 'phone_number'
    return user.attributes[`${contact}_verified`] === 'true'
  })
}

/** Asks for the second factor if there is one to ask for, else signs in. */
export async function secondFactor(
  context: Context,
  attempt: Attempt,
  state: ChallengeOptions = {},
): Promise<Step> {
  const { user } = attempt
  if (!user) throw notAuthorized()
  const { MfaConfiguration, EnabledMfas = [] } = context.pool().properties
  const parameters = { USER_ID_FOR_SRP: user.username }
  const factors = activeMfa(context, user)
  const preferred = factors.find((mfa) => mfa === user.mfa.preferred)
  const [only] = preferred ? [preferred] : factors.length === 1 ? factors : []
  if (only) return mfaChallenge(context, attempt, only, state)
  if (factors.length)
    return challenge(context, attempt, 'SELECT_MFA_TYPE', {
      ...state,
      parameters: { ...parameters, MFAS_CAN_CHOOSE: JSON.stringify(factors) },
    })
  if (MfaConfiguration !== 'ON') return signedIn(context, attempt)
  return challenge(context, attempt, 'MFA_SETUP', {
    parameters: { ...parameters, MFAS_CAN_SETUP: JSON.stringify(EnabledMfas) },
  })
}

/** Asks for one second factor. */
export async function mfaChallenge(
  context: Context,
  attempt: Attempt,
  mfa: Mfa,
  state: ChallengeOptions = {},
): Promise<Step> {
  if (mfa !== 'SOFTWARE_TOKEN_MFA') return codeChallenge(context, attempt, mfa, state)
  const parameters = { USER_ID_FOR_SRP: attempt.user?.username ?? attempt.username }
  return challenge(context, attempt, mfa, { ...state, parameters })
}

/** All factors are proven: runs PostAuthentication and gives the tokens. */
export async function signedIn(context: Context, attempt: Attempt): Promise<Step> {
  const { client, user, metadata, token } = attempt
  if (!user) throw notAuthorized()
  checkStatus(user)
  context.attempts.succeeded(user.sub)
  await context.triggers.run('PostAuthentication', {
    source: 'PostAuthentication_Authentication',
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: triggerAttributes(user),
      newDeviceUsed: false,
      clientMetadata: metadata,
    },
  })
  const options = { source: 'TokenGeneration_Authentication', metadata, ...token }
  return {
    ChallengeParameters: {},
    AuthenticationResult: await context.tokens.issue(user, client, options),
  }
}
