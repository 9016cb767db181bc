// Operations of a person who signs up.
import { randomUUID } from 'node:crypto'
import { ServiceError } from '../types.ts'
import { checkRequired, checkValues, checkWritable } from './attributes.ts'
import {
  clientOf,
  contactToVerify,
  shownUser,
  triggerAttributes,
  unhurried,
  type Context,
  type Operations,
} from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { attributes, flag, optionalText, text, texts, type Input, type Texts } from './input.ts'
import { checkPassword, passwordVerifier } from './passwords.ts'
import type { Client, Contact, Pool } from './pool.ts'
import type { User } from './users.ts'

export function signUpOperations(context: Context): Operations {
  const { pool, users, codes } = context

  return {
    SignUp: async (input) => {
      const client = clientOf(context, input)
      if (pool().properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly)
        throw notAuthorized('SignUp is not permitted for this user pool')
      const name = text(input, 'Username')
      const given = { ...attributes(input), ...contactOfUsername(pool(), name) }
      const password = optionalText(input, 'Password')
      if (password !== undefined) checkPassword(pool(), password)
      else if (!isPasswordless(pool())) throw invalidParameter('Password is required')
      checkWritable(pool(), client, Object.keys(given), { creating: true })
      checkValues(pool(), given)
      checkRequired(pool(), given)
      users.assertFree(given)
      if (users.find(name)) throw new ServiceError('UsernameExistsException', 'User already exists')

      const sub = randomUUID()
      const username = usernameOf(pool(), name, sub)
      const newcomer = { username, clientId: client.id, attributes: given }
      const { confirm, verified } = await beforeSignUp(context, 'SignUp', newcomer, input)
      const user = users.create({
        username,
        sub,
        status: confirm ? 'CONFIRMED' : 'UNCONFIRMED',
        attributes: { sub, ...given, ...verified },
        ...(password !== undefined && { password: passwordVerifier(pool(), username, password) }),
      })
      users.save(user)
      if (user.status === 'CONFIRMED') {
        await confirmed(context, user, client.id, texts(input, 'ClientMetadata'))
        return { UserConfirmed: true, UserSub: sub, ...continuation(context, user, client) }
      }
      const contact = contactToVerify(pool(), given)
      const mail = {
        occasion: 'SignUp',
        clientId: client.id,
        metadata: texts(input, 'ClientMetadata'),
      } as const
      const delivery = contact && (await codes.send(user, 'sign-up', { ...mail, contact }))
      return {
        UserConfirmed: false,
        UserSub: sub,
        ...(delivery && { CodeDeliveryDetails: delivery }),
      }
    },

    ConfirmSignUp: async (input) => {
      const client = clientOf(context, input)
      const name = text(input, 'Username')
      const user = shownUser(context, client, name)
      const code = text(input, 'ConfirmationCode')
      const force = flag(input, 'ForceAliasCreation')
      if (user !== users.find(name)) codes.check(user, 'sign-up', code)
      if (user.status !== 'UNCONFIRMED')
        throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
      const contact = user.codes['sign-up']?.attribute
      codes.check(user, 'sign-up', code)
      if (contact) markVerified(context, user, contact, force)
      user.status = 'CONFIRMED'
      users.save(user)
      await confirmed(context, user, client.id, texts(input, 'ClientMetadata'))
      return continuation(context, user, client)
    },

    ResendConfirmationCode: async (input) => {
      const client = clientOf(context, input)
      const name = text(input, 'Username')
      const user = shownUser(context, client, name)
      if (user === users.find(name) && user.status !== 'UNCONFIRMED')
        throw invalidParameter('User is already confirmed.')
      const contact = contactToVerify(pool(), user.attributes)
      if (!contact) throw invalidParameter('Auto verification not turned on.')
      const mail = { occasion: 'ResendCode', contact, clientId: client.id } as const
      const metadata = texts(input, 'ClientMetadata')
      const sent = unhurried(codes.send(user, 'sign-up', { ...mail, metadata }))
      return { CodeDeliveryDetails: await sent }
    },
  }
}

/** With USER_AUTH, the code that confirmed the sign-up also signs in, once. */
function continuation({ sessions }: Context, user: User, client: Client) {
  if (!client.ExplicitAuthFlows?.includes('ALLOW_USER_AUTH')) return {}
  const session = { username: user.username, sub: user.sub, answers: ['SIGNED_UP' as const] }
  return { Session: sessions.start(client, session) }
}

/**
 * Runs PreSignUp, which may refuse the newcomer. Gives whether to confirm at once and the flags of
 * the addresses.
 */
export async function beforeSignUp(
  { triggers }: Context,
  occasion: 'SignUp' | 'AdminCreateUser' | 'ExternalProvider',
  newcomer: { username: string; clientId: string; attributes: Record<string, string> },
  input: Input = {},
): Promise<{ confirm: boolean; verified: Record<string, string> }> {
  const { email, phone_number } = newcomer.attributes
  const answer = await triggers.run('PreSignUp', {
    source: `PreSignUp_${occasion}`,
    userName: newcomer.username,
    clientId: newcomer.clientId,
    request: {
      userAttributes: newcomer.attributes,
      validationData: attributes(input, 'ValidationData'),
      clientMetadata: texts(input, 'ClientMetadata'),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  })
  const { autoConfirmUser, autoVerifyEmail, autoVerifyPhone } = answer
  return {
    confirm: autoConfirmUser === true,
    verified: {
      ...(email && { email_verified: String(autoVerifyEmail === true) }),
      ...(phone_number && { phone_number_verified: String(autoVerifyPhone === true) }),
    },
  }
}

/** Runs PostConfirmation for a user who has just been confirmed. */
export async function confirmed(
  { triggers }: Context,
  user: User,
  clientId: string,
  metadata: Texts,
  source: 'ConfirmSignUp' | 'ConfirmForgotPassword' = 'ConfirmSignUp',
): Promise<void> {
  await triggers.run('PostConfirmation', {
    source: `PostConfirmation_${source}`,
    userName: user.username,
    clientId,
    request: { userAttributes: triggerAttributes(user), clientMetadata: metadata },
  })
}

/**
 * Marks an address as verified. Where it is an alias, only one user may have it: the others lose it
 * with `force`, else an AliasExistsException.
 */
export function markVerified(
  { pool, users }: Context,
  user: Pick<User, 'attributes'>,
  contact: Contact,
  force = false,
) {
  const aliases = pool().properties.AliasAttributes ?? []
  const verified = `${contact}_verified`
  const others = users
    .all()
    .filter((other) => other !== user && other.attributes[contact] === user.attributes[contact])
    .filter((other) => aliases.includes(contact) && other.attributes[verified] === 'true')
  if (others.length && !force)
    throw new ServiceError('AliasExistsException', `An account with the ${contact} already exists.`)
  for (const other of others) {
    other.attributes[verified] = 'false'
    users.save(other)
  }
  user.attributes[verified] = 'true'
}

/**
 * In a pool without usernames the address is the name one types and the sub is the username. Where
 * case does not matter, a username is in lower case.
 */
export function usernameOf({ properties }: Pool, name: string, sub: string): string {
  if (properties.UsernameAttributes?.length) return sub
  return properties.UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name
}

/** The attribute that a username stands for; throws when it has the wrong form. */
export function contactOfUsername(pool: Pool, name: string): Partial<Record<Contact, string>> {
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.properties
  const contact = name.includes('@') ? 'email' : /^\+\d+$/.test(name) ? 'phone_number' : undefined
  if (!UsernameAttributes.length) {
    if (contact === 'email' && AliasAttributes.includes(contact))
      throw invalidParameter(
        'Username cannot be of email format, since user pool is configured for email alias.',
      )
    return {}
  }
  if (contact && UsernameAttributes.includes(contact)) return { [contact]: name }
  const wanted = { email: 'an email', phone_number: 'a phone number' }
  throw invalidParameter(
    `Username should be ${UsernameAttributes.map((attribute) => wanted[attribute]).join(' or ')}.`,
  )
}

/** Whether people may sign up without a password. */
const isPasswordless = ({ properties }: Pool) =>
  (properties.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).some(
    (factor) => factor !== 'PASSWORD',
  )
