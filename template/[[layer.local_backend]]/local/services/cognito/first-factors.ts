// First factors: how a person proves who they are before anything else is asked.
import { randomUUID } from 'node:crypto'
import { triggerAttributes, type Context } from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import type { Texts } from './input.ts'
import { createChallenge, requestOptions, relyingParty } from './passkeys.ts'
import { accountOf, hasPassword, passwordVerifier } from './passwords.ts'
import type { FirstFactor } from './pool.ts'
import {
  activeMfa,
  challenge,
  codeChallenge,
  passwordProven,
  shown,
  type Attempt,
  type ChallengeOptions,
  type Step,
} from './sign-in.ts'
import { startSrp, unknownVerifier } from './srp.ts'
import { usernameOf } from './sign-up.ts'
import type { User } from './users.ts'

/** What may answer a choice of factors. It stays open: a wrong password may be followed by another. */
const choices = ['PASSWORD', 'PASSWORD_SRP', 'SELECT_CHALLENGE'] as const

/** Signs in with a password in the clear. */
export async function passwordFactor(context: Context, attempt: Attempt, password: string) {
  const { pool, attempts } = context
  const asked = shown(context, attempt)
  attempts.assertNotLocked(asked.sub)
  const known = attempt.user ?? (await migrate(context, attempt, 'Authentication', password))
  if (!hasPassword(pool(), known ?? asked, password) || !known) {
    attempts.failed(asked.sub)
    throw notAuthorized()
  }
  return passwordProven(context, { ...attempt, user: known })
}

/** Starts SRP: the first of its two steps. */
export function srpFactor(
  context: Context,
  attempt: Attempt,
  clientPublic: string,
  state: ChallengeOptions = {},
): Step {
  const { username, sub, password } = shown(context, attempt)
  context.attempts.assertNotLocked(sub)
  const account = accountOf(context.pool(), username)
  const verifier = password ?? unknownVerifier(context.seed, username)
  const { session, parameters } = startSrp(account, verifier, clientPublic)
  return challenge(context, attempt, 'PASSWORD_VERIFIER', {
    ...state,
    srp: session,
    // The clients of Cognito send the block back, not all of them the session.
    id: parameters.SECRET_BLOCK,
    parameters: {
      ...parameters,
      USERNAME: account.username,
      USER_ID_FOR_SRP: account.username,
    },
  })
}

/**
 * The first factors a person can choose from. Who uses a second factor can only start with the
 * password (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html).
 */
export function firstFactors(context: Context, attempt: Attempt): FirstFactor[] {
  const user = shown(context, attempt)
  const { Policies, MfaConfiguration } = context.pool().properties
  const allowed = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']
  const available = (factor: FirstFactor) => {
    switch (factor) {
      case 'PASSWORD':
        return user.password !== undefined
      // An address need not be verified: the code does it.
      case 'EMAIL_OTP':
        return user.attributes.email !== undefined
      case 'SMS_OTP':
        return user.attributes.phone_number !== undefined
      case 'WEB_AUTHN':
        return user.passkeys.length > 0
    }
  }
  const withMfa = activeMfa(context, user).length > 0
  const passwordOnly = withMfa || MfaConfiguration === 'ON'
  return allowed.filter(available).filter((factor) => !passwordOnly || factor === 'PASSWORD')
}

/** USER_AUTH: takes the preferred factor when the person has it, else offers the choice. */
export async function chooseFactor(
  context: Context,
  attempt: Attempt,
  preferred: string | undefined,
  parameters: Texts,
  origin?: string,
): Promise<Step> {
  const factors = firstFactors(context, attempt)
  const wanted = preferred === 'PASSWORD_SRP' ? 'PASSWORD' : preferred
  if (preferred && factors.some((factor) => factor === wanted))
    return startFactor(context, attempt, preferred, parameters, origin)
  return challenge(context, attempt, 'SELECT_CHALLENGE', {
    factors,
    answers: [...choices],
    available: factors.flatMap((factor) =>
      factor === 'PASSWORD' ? ['PASSWORD', 'PASSWORD_SRP'] : [factor],
    ),
  })
}

/** Starts one factor; with the proof at hand it is checked at once. */
export async function startFactor(
  context: Context,
  attempt: Attempt,
  name: string,
  parameters: Texts,
  origin?: string,
): Promise<Step> {
  const { PASSWORD, SRP_A } = parameters
  const factors = firstFactors(context, attempt)
  switch (name) {
    case 'PASSWORD':
      if (PASSWORD) return passwordFactor(context, attempt, PASSWORD)
      return challenge(context, attempt, name, { factors, answers: [...choices] })
    case 'PASSWORD_SRP':
      if (SRP_A) return srpFactor(context, attempt, SRP_A)
      return challenge(context, attempt, name, { factors, answers: [...choices] })
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      // A code that is the only factor has eight digits, as Cognito's.
      return codeChallenge(context, attempt, name, { digits: 8, factors, answers: [name] })
    case 'WEB_AUTHN': {
      if (!attempt.user) throw notAuthorized()
      const pool = context.pool()
      const passkey = createChallenge()
      const options = requestOptions(pool, attempt.user, passkey, relyingParty(pool, origin))
      return challenge(context, attempt, name, {
        factors,
        passkey,
        answers: [name, ...choices],
        parameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) },
      })
    }
    default:
      throw invalidParameter(`${name} is not a factor to sign in with.`)
  }
}

/**
 * Asks the UserMigration trigger for a user that the pool does not know
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html).
 */
export async function migrate(
  { triggers, users, pool }: Context,
  { client, username, metadata }: Attempt,
  occasion: 'Authentication' | 'ForgotPassword',
  password?: string,
): Promise<User | undefined> {
  if (!triggers.has('UserMigration')) return undefined
  const answer = await triggers.run('UserMigration', {
    source: `UserMigration_${occasion}`,
    userName: username,
    clientId: client.id,
    request: {
      password: password ?? null,
      [occasion === 'Authentication' ? 'validationData' : 'clientMetadata']: metadata,
    },
    response: { userAttributes: null, finalUserStatus: null },
  })
  const { userAttributes, finalUserStatus } = answer
  if (typeof userAttributes !== 'object' || userAttributes === null) return undefined
  const attributes = Object.fromEntries(
    Object.entries(userAttributes).map(([name, value]) => [name, String(value)]),
  )
  const sub = randomUUID()
  const own = usernameOf(pool(), username, sub)
  const user = users.create({
    username: own,
    sub,
    status: finalUserStatus === 'RESET_REQUIRED' ? 'RESET_REQUIRED' : 'CONFIRMED',
    attributes: { ...attributes, sub },
    ...(password && { password: passwordVerifier(pool(), own, password) }),
  })
  users.save(user)
  return user
}

/** Runs PreAuthentication, which may refuse the sign-in. */
export async function beforeSignIn({ triggers }: Context, attempt: Attempt): Promise<void> {
  const { client, user, username, metadata } = attempt
  await triggers.run('PreAuthentication', {
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? username,
    clientId: client.id,
    request: {
      userAttributes: user ? triggerAttributes(user) : {},
      validationData: metadata,
      userNotFound: user === undefined,
    },
  })
}
