// Sign-ins on their way. A challenge carries a random session; only its holder may answer, and only
// the challenge it was given for, so that no factor can be left out.
import { randomBytes } from 'node:crypto'
import { remember } from './attempts.ts'
import { codeMismatch, notAuthorized } from './errors.ts'
import type { Client, FirstFactor } from './pool.ts'
import type { SrpSession } from './srp.ts'

export type Challenge =
  | 'PASSWORD_VERIFIER'
  | 'PASSWORD'
  | 'PASSWORD_SRP'
  | 'SELECT_CHALLENGE'
  | 'EMAIL_OTP'
  | 'SMS_OTP'
  | 'WEB_AUTHN'
  | 'SMS_MFA'
  | 'SOFTWARE_TOKEN_MFA'
  | 'SELECT_MFA_TYPE'
  | 'MFA_SETUP'
  | 'NEW_PASSWORD_REQUIRED'
  | 'CUSTOM_CHALLENGE'

export type CustomResult = {
  challengeName: string
  challengeResult: boolean
  challengeMetadata?: string
}

export type Session = {
  clientId: string
  /** As the person typed it. */
  username: string
  /** Undefined when there is no such user and the answers must not tell. */
  sub?: string
  /** The challenges it may answer; SIGNED_UP stands for the sign-in right after a sign-up. */
  answers: (Challenge | 'SIGNED_UP')[]
  /** The code that was sent. */
  code?: string
  srp?: SrpSession
  /** The challenge for a passkey. */
  passkey?: string
  /** First factors to choose from. */
  factors?: FirstFactor[]
  /** The results so far and the secret parameters of a custom challenge. */
  custom?: { results: CustomResult[]; parameters: unknown; metadata?: string }
  /** An authenticator app that is being set up. */
  totp?: { secret: string; verified: boolean }
  /** An address that is being set up for codes. */
  email?: string
  attempts: number
  expiresAt: number
}

export type Sessions = {
  /** Gives the text that the client has to send back. */
  start(
    client: Client,
    session: Omit<Session, 'clientId' | 'attempts' | 'expiresAt'>,
    id?: string,
  ): string
  /** The session, if it is the client's and waits for that answer; else a NotAuthorizedException. */
  get(id: string, client: Client | undefined, answer: Session['answers'][number]): Session
  /** Ends it after a right answer. */
  end(id: string): void
  /** Counts a wrong answer, ends the session after the fifth, and gives the error to throw. */
  fail(id: string): Error
}

const allowedAttempts = 5

export function createSessions(now: () => number): Sessions {
  const sessions = new Map<string, Session>()
  return {
    start: (client, session, id = randomBytes(48).toString('base64url')) => {
      // The oldest is the first to expire.
      for (const [old, { expiresAt }] of sessions) {
        if (expiresAt > now()) break
        sessions.delete(old)
      }
      const expiresAt = now() + (client.AuthSessionValidity ?? 3) * 60_000
      remember(sessions, id, { ...session, clientId: client.id, attempts: 0, expiresAt })
      return id
    },
    get: (id, client, answer) => {
      const session = sessions.get(id)
      if (!session || session.expiresAt <= now())
        throw notAuthorized('Invalid session for the user, session is expired.')
      if ((client && session.clientId !== client.id) || !session.answers.includes(answer))
        throw notAuthorized('Invalid session for the user.')
      return session
    },
    end: (id) => void sessions.delete(id),
    fail: (id) => {
      const session = sessions.get(id)
      if (session) session.attempts += 1
      if ((session?.attempts ?? 0) >= allowedAttempts) sessions.delete(id)
      return codeMismatch('Invalid code or auth state for the user.')
    },
  }
}
