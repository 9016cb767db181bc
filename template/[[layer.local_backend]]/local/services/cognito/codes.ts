// One-time codes and the messages that carry them. Everything goes to the mailbox; nothing is sent.
import { randomInt } from 'node:crypto'
import type { Mailbox } from '../types.ts'
import type { Attempts } from './attempts.ts'
import { codeExpired, codeMismatch, invalidParameter } from './errors.ts'
import type { Texts } from './input.ts'
import type { Contact, Pool } from './pool.ts'
import type { Triggers } from './triggers.ts'
import type { User, Users } from './users.ts'

/** What a message is for: the trigger sources of CustomMessage. */
export type Occasion =
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'AdminCreateUser'
  | 'Authentication'

export type Delivery = {
  AttributeName: Contact
  DeliveryMedium: 'EMAIL' | 'SMS'
  Destination: string
}

type Mail = {
  occasion: Occasion
  contact: Contact
  clientId: string
  metadata?: Texts
  /** Where the message goes, when it is not the value of the user's attribute. */
  to?: string
}

export type Codes = {
  /**
   * Sends a code and remembers it under `key`, in place of an earlier one. Five times an hour, then
   * it throws a LimitExceededException.
   */
  send(user: User, key: string, mail: Mail): Promise<Delivery>
  /**
   * Throws a CodeMismatchException, an ExpiredCodeException or, after five wrong codes within an
   * hour, a LimitExceededException. A right code is used up.
   */
  check(user: User, key: string, code: string): void
  /**
   * Sends a code or temporary password that is remembered elsewhere, or `''` for none. Who is not in the pool gets
   * nothing, and the answer does not tell.
   */
  message(user: User, code: string, mail: Mail): Promise<Delivery>
}

type Context = {
  pool: () => Pool
  users: Users
  triggers: Triggers
  mailbox: Pick<Mailbox, 'send'>
  attempts: Attempts
  origin: string
  now: () => number
}

const hour = 3_600_000
const placeholder = '{####}'
const link = /\{##(.*?)##\}/g

const reasons: Record<Occasion, string> = {
  SignUp: 'confirm sign-up',
  ResendCode: 'confirm sign-up',
  ForgotPassword: 'reset password',
  UpdateUserAttribute: 'verify new address',
  VerifyUserAttribute: 'verify address',
  AdminCreateUser: 'temporary password',
  Authentication: 'sign in',
}

/** A code of that many digits. */
export const createCode = (digits = 6) => String(randomInt(10 ** digits)).padStart(digits, '0')

export function createCodes(context: Context): Codes {
  const { pool, users, triggers, mailbox, attempts, origin, now } = context
  /** The texts of the pool; a CustomMessage function may replace them. */
  const templates = (occasion: Occasion, code: string) => {
    const { properties } = pool()
    const verification = properties.VerificationMessageTemplate ?? {}
    const invitation = properties.AdminCreateUserConfig?.InviteMessageTemplate ?? {}
    const byLink =
      verification.DefaultEmailOption === 'CONFIRM_WITH_LINK' &&
      (occasion === 'SignUp' || occasion === 'ResendCode')
    switch (occasion) {
      case 'AdminCreateUser': {
        const text = code
          ? `Your username is {username} and temporary password is ${placeholder}.`
          : 'Your username is {username}.'
        // Whoever signs in without a password is not told one.
        const fits = (template = text) =>
          code || !template.includes(placeholder) ? template : text
        return {
          subject: invitation.EmailSubject ?? 'Your temporary password',
          email: fits(invitation.EmailMessage),
          sms: fits(invitation.SMSMessage),
        }
      }
      case 'Authentication': {
        const text = `Your authentication code is ${placeholder}.`
        return {
          subject: properties.EmailAuthenticationSubject ?? 'Your authentication code',
          email: properties.EmailAuthenticationMessage ?? text,
          sms: properties.SmsAuthenticationMessage ?? text,
        }
      }
      default: {
        const text = `Your verification code is ${placeholder}.`
        const subject = byLink ? verification.EmailSubjectByLink : verification.EmailSubject
        const email = byLink
          ? (verification.EmailMessageByLink ?? '{##Verify your email address##}')
          : verification.EmailMessage
        return {
          subject: subject ?? 'Your verification code',
          email: email ?? text,
          sms: verification.SmsMessage ?? text,
        }
      }
    }
  }

  const message: Codes['message'] = async (user, code, mail) => {
    const { occasion, contact, clientId, metadata } = mail
    const to = mail.to ?? user.attributes[contact]
    if (!to) throw invalidParameter(`User has no ${contact}.`)
    const byPhone = contact === 'phone_number'
    const delivery: Delivery = {
      AttributeName: contact,
      DeliveryMedium: byPhone ? 'SMS' : 'EMAIL',
      Destination: masked(contact, to),
    }
    if (users.find(user.username) !== user) return delivery
    const custom = await triggers.run('CustomMessage', {
      source: `CustomMessage_${occasion}`,
      userName: user.username,
      clientId,
      request: {
        userAttributes: { ...user.attributes, 'cognito:user_status': user.status },
        codeParameter: placeholder,
        linkParameter: '{##Click Here##}',
        usernameParameter: occasion === 'AdminCreateUser' ? '{username}' : null,
        ...(metadata && { clientMetadata: metadata }),
      },
      response: { smsMessage: null, emailMessage: null, emailSubject: null },
    })
    const chosen = (name: string, otherwise: string) =>
      typeof custom[name] === 'string' ? custom[name] : otherwise
    const { subject, email, sms } = templates(occasion, code)
    const query = new URLSearchParams({
      client_id: clientId,
      user_name: user.username,
      confirmation_code: code,
    })
    const address = `${origin}/cognito-idp/confirmUser?${query}`
    const template = chosen(byPhone ? 'smsMessage' : 'emailMessage', byPhone ? sms : email)
    const text = template
      .replaceAll(placeholder, code)
      .replaceAll('{username}', user.attributes.email ?? user.username)
      .replace(link, (_, words: string) => `${words}: ${address}`)
    mailbox.send({
      to,
      channel: byPhone ? 'sms' : 'email',
      subject: byPhone ? reasons[occasion] : chosen('emailSubject', subject),
      text,
      ...(code && !text.includes(address) && { code }),
    })
    return delivery
  }

  return {
    message,
    send: async (user, key, mail) => {
      const sent = `${key} sent to ${user.sub}`
      attempts.check(sent)
      attempts.count(sent)
      const code = createCode()
      const delivery = await message(user, code, mail)
      const expiresAt = now() + (mail.occasion === 'ForgotPassword' ? hour : 24 * hour)
      // No text is the code of a stranger.
      const known = users.find(user.username) === user ? code : ''
      user.codes[key] = { code: known, expiresAt, attribute: mail.contact }
      users.save(user)
      return delivery
    },
    check: (user, key, code) => {
      const known = user.codes[key]
      const tried = `${key} of ${user.sub}`
      attempts.check(tried)
      if (!known || known.expiresAt <= now()) throw codeExpired()
      if (known.code !== code) {
        attempts.count(tried)
        throw codeMismatch()
      }
      attempts.clear(tried)
      delete user.codes[key]
      users.save(user)
    },
  }
}

/** As Cognito tells where a code went, without giving the address away: `a***@e***`. */
export function masked(contact: Contact, to: string): string {
  if (contact === 'phone_number') return `+${'*'.repeat(Math.max(0, to.length - 5))}${to.slice(-4)}`
  const [name = '', host = ''] = to.split('@')
  return `${name.charAt(0)}***@${host.charAt(0)}***`
}
