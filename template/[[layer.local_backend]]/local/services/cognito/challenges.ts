// The answers to challenges. Each gets the session it belongs to, which is over once the answer is
// right.
import { checkRequired, checkValues, checkWritable } from './attributes.ts'
import type { Context } from './context.ts'
import { answerCustom, nextChallenge } from './custom-auth.ts'
import { ServiceError } from '../types.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { startFactor } from './first-factors.ts'
import { text, type Texts } from './input.ts'
import { checkAssertion, parse } from './passkeys.ts'
import { checkPassword, passwordVerifier } from './passwords.ts'
import type { Mfa } from './pool.ts'
import type { Challenge, Session } from './sessions.ts'
import {
  codeChallenge,
  mfaChallenge,
  passwordProven,
  secondFactor,
  shown,
  signedIn,
  activeMfa,
  type Attempt,
  type Step,
} from './sign-in.ts'
import { markVerified } from './sign-up.ts'
import { provesPassword } from './srp.ts'
import { matchTotp } from './totp.ts'
import type { User } from './users.ts'

export type Answer = {
  /** The session and its text. */
  session: Session
  id: string
  attempt: Attempt
  /** `ChallengeResponses` */
  responses: Texts
  origin?: string
}

type Handler = (context: Context, answer: Answer) => Promise<Step>

/** The user of a session; a simulated one ends here, with the same words as a wrong proof. */
const userOf = ({ attempt }: Answer): User => {
  if (!attempt.user) throw notAuthorized()
  return attempt.user
}

const setup = { SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA', EMAIL: 'EMAIL_OTP' } as const

/** A code that was sent: for a first factor, a second one, or an address that is being set up. */
const sentCode =
  (name: 'EMAIL_OTP' | 'SMS_OTP' | 'SMS_MFA'): Handler =>
  async (context, answer) => {
    const { session, id, attempt, responses } = answer
    const { sub } = shown(context, attempt)
    context.attempts.assertNotLocked(sub)
    const right = session.code === text(responses, `${name}_CODE`)
    if (!attempt.user || !right) throw wrongCode(context, id, sub)
    context.sessions.end(id)
    if (session.email) enableEmailMfa(context, attempt.user, session.email)
    else codeProves(context, attempt.user, name)
    return factorProven(context, answer, name)
  }

/** Where functions define the challenges, they go on after a second factor. */
function factorProven(context: Context, { session, attempt }: Answer, name: Challenge) {
  if (!session.custom) return signedIn(context, attempt)
  const proven = { challengeName: name, challengeResult: true }
  return nextChallenge(context, attempt, [...session.custom.results, proven])
}

/** Counts a wrong code for the session and for the person; gives the error to throw. */
function wrongCode({ sessions, attempts }: Context, id: string, sub: string): Error {
  attempts.failed(sub)
  return sessions.fail(id)
}

/** Whoever has the code has the address
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html).
 */
function codeProves(context: Context, user: User, name: string): void {
  const contact = name === 'EMAIL_OTP' ? 'email' : 'phone_number'
  if (user.attributes[`${contact}_verified`] !== 'true') markVerified(context, user, contact)
  if (user.status === 'UNCONFIRMED') user.status = 'CONFIRMED'
  context.users.save(user)
}

export const challenges: Partial<Record<string, Handler>> = {
  PASSWORD_VERIFIER: async (context, answer) => {
    const { session, id, attempt, responses } = answer
    const proof = {
      secretBlock: text(responses, 'PASSWORD_CLAIM_SECRET_BLOCK'),
      timestamp: text(responses, 'TIMESTAMP'),
      signature: text(responses, 'PASSWORD_CLAIM_SIGNATURE'),
    }
    context.sessions.end(id)
    const { sub } = shown(context, attempt)
    context.attempts.assertNotLocked(sub)
    const proves = session.srp !== undefined && provesPassword(session.srp, proof)
    if (!attempt.user || !proves) {
      context.attempts.failed(sub)
      throw notAuthorized()
    }
    const { custom } = session
    if (!custom) return passwordProven(context, attempt)
    const proven = { challengeName: 'PASSWORD_VERIFIER', challengeResult: true }
    const results = [...custom.results, proven]
    // Functions need not ask for a second factor: Cognito does.
    if (activeMfa(context, attempt.user).length)
      return secondFactor(context, attempt, { custom: { results, parameters: {} } })
    return nextChallenge(context, attempt, results)
  },

  SELECT_CHALLENGE: (context, answer) => {
    const { session, attempt, responses, origin } = answer
    const name = text(responses, 'ANSWER')
    const wanted = name === 'PASSWORD_SRP' ? 'PASSWORD' : name
    if (!session.factors?.some((factor) => factor === wanted))
      throw invalidParameter(`${name} is not available for this user.`)
    return startFactor(context, attempt, name, responses, origin)
  },

  PASSWORD: (context, { attempt, responses }) => {
    const password = text(responses, 'PASSWORD')
    return startFactor(context, attempt, 'PASSWORD', { PASSWORD: password })
  },

  PASSWORD_SRP: (context, { attempt, responses }) =>
    startFactor(context, attempt, 'PASSWORD_SRP', { SRP_A: text(responses, 'SRP_A') }),

  EMAIL_OTP: sentCode('EMAIL_OTP'),
  SMS_OTP: sentCode('SMS_OTP'),
  SMS_MFA: sentCode('SMS_MFA'),

  WEB_AUTHN: async (context, answer) => {
    const { session, id, attempt, responses } = answer
    const user = userOf(answer)
    context.sessions.end(id)
    const credential = parse(text(responses, 'CREDENTIAL'))
    checkAssertion(context.pool(), user, credential, session.passkey ?? '')
    context.users.save(user)
    return signedIn(context, attempt)
  },

  SOFTWARE_TOKEN_MFA: async (context, answer) => {
    const { id, responses } = answer
    const user = userOf(answer)
    const code = text(responses, 'SOFTWARE_TOKEN_MFA_CODE')
    const { totp } = user
    context.attempts.assertNotLocked(user.sub)
    const period = totp && matchTotp(totp.secret, code, context.now())
    if (!totp || period === undefined) throw wrongCode(context, id, user.sub)
    if (period <= (totp.lastPeriod ?? 0))
      throw new ServiceError(
        'ExpiredCodeException',
        'Your software token has already been used once.',
      )
    totp.lastPeriod = period
    context.users.save(user)
    context.sessions.end(id)
    return factorProven(context, answer, 'SOFTWARE_TOKEN_MFA')
  },

  SELECT_MFA_TYPE: async (context, answer) => {
    const { session, id, attempt, responses } = answer
    const wanted = text(responses, 'ANSWER')
    const mfa = activeMfa(context, userOf(answer)).find((factor) => factor === wanted)
    if (!mfa) throw invalidParameter(`${wanted} is not available for this user.`)
    context.sessions.end(id)
    return mfaChallenge(context, attempt, mfa, session.custom && { custom: session.custom })
  },

  MFA_SETUP: async (context, answer) => {
    const { session, id, attempt, responses } = answer
    const user = userOf(answer)
    const { EnabledMfas = [] } = context.pool().properties
    if (responses.EMAIL && EnabledMfas.includes(setup.EMAIL)) {
      checkValues(context.pool(), { email: responses.EMAIL })
      context.sessions.end(id)
      const to = responses.EMAIL
      return codeChallenge(context, attempt, setup.EMAIL, { to, email: to })
    }
    if (!session.totp?.verified) throw notAuthorized('Invalid session for the user.')
    context.sessions.end(id)
    user.totp = { secret: session.totp.secret }
    enableMfa(user, setup.SOFTWARE_TOKEN_MFA)
    context.users.save(user)
    return signedIn(context, attempt)
  },

  NEW_PASSWORD_REQUIRED: async (context, answer) => {
    const { id, attempt, responses } = answer
    const user = userOf(answer)
    const pool = context.pool()
    const prefix = 'userAttributes.'
    const given = Object.fromEntries(
      Object.entries(responses)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    )
    const password = text(responses, 'NEW_PASSWORD')
    checkPassword(pool, password)
    checkWritable(pool, attempt.client, Object.keys(given))
    checkValues(pool, given)
    checkRequired(pool, { ...user.attributes, ...given })
    context.sessions.end(id)
    Object.assign(user.attributes, given)
    user.password = passwordVerifier(pool, user.username, password)
    delete user.passwordExpiresAt
    user.status = 'CONFIRMED'
    context.users.save(user)
    const token = { source: 'TokenGeneration_NewPasswordChallenge', ...attempt.token }
    return secondFactor(context, { ...attempt, token })
  },

  CUSTOM_CHALLENGE: async (context, { session, id, attempt, responses }) => {
    context.sessions.end(id)
    return answerCustom(context, attempt, session, text(responses, 'ANSWER'))
  },
} satisfies Partial<Record<Challenge, Handler>>

/** Adds a second factor to those the user has set up. */
export function enableMfa(user: User, mfa: Mfa): void {
  if (!user.mfa.enabled.includes(mfa)) user.mfa.enabled.push(mfa)
}

function enableEmailMfa({ users }: Context, user: User, email: string): void {
  users.assertFree({ email }, user)
  Object.assign(user.attributes, { email, email_verified: 'true' })
  enableMfa(user, 'EMAIL_OTP')
  users.save(user)
}
