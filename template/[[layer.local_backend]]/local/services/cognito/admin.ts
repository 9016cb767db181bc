// Operations on users for functions with `auth.access`. They need IAM credentials; who may call
// them is decided before they run.
import { randomUUID } from 'node:crypto'
import { ServiceError } from '../types.ts'
import { deleteAttributes, updateAttributes } from './account.ts'
import { checkRequired, checkValues } from './attributes.ts'
import { userOf, type Context, type Operations } from './context.ts'
import { invalidParameter, notAuthorized, userNotFound } from './errors.ts'
import { userFilter } from './filter.ts'
import {
  attributeList,
  attributes,
  choice,
  flag,
  list,
  object,
  optionalText,
  paginate,
  text,
  texts,
  type Input,
} from './input.ts'
import { describeMfa, setMfaPreference } from './mfa.ts'
import { checkPassword, passwordVerifier, temporaryPassword } from './passwords.ts'
import { sendReset } from './reset.ts'
import type { Contact, Pool } from './pool.ts'
import { beforeSignUp, confirmed, contactOfUsername, markVerified, usernameOf } from './sign-up.ts'
import type { User } from './users.ts'

const day = 86_400_000

/** Triggers of admin operations name no client, as on AWS. */
const clientId = 'CLIENT_ID_NOT_APPLICABLE'

export function adminOperations(context: Context): Operations {
  const { pool, users, tokens } = context

  const named = (input: Input) => userOf(context, text(input, 'Username'))
  /** An operation that changes a user and answers with nothing. */
  const change = (apply: (user: User, input: Input) => void) => (input: Input) => {
    const user = named(input)
    apply(user, input)
    users.save(user)
    return {}
  }

  const setTemporaryPassword = (user: User, password: string) => {
    const days = pool().properties.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ?? 7
    user.password = passwordVerifier(pool(), user.username, password)
    user.passwordExpiresAt = context.now() + days * day
    user.status = 'FORCE_CHANGE_PASSWORD'
  }

  const invite = async (user: User, password: string, input: Input) => {
    if (messageAction(input) === 'SUPPRESS') return
    const media = deliveryMedia(input)
    const metadata = texts(input, 'ClientMetadata')
    for (const medium of media.length ? media : ['SMS']) {
      const contact = medium === 'EMAIL' ? 'email' : 'phone_number'
      // Cognito's default medium is SMS; without a number nothing is sent, and it does not say so.
      if (!user.attributes[contact] && !media.length) continue
      const mail = { occasion: 'AdminCreateUser', contact, clientId, metadata } as const
      await context.codes.message(user, password, mail)
    }
  }

  return {
    AdminCreateUser: async (input) => {
      const name = text(input, 'Username')
      const given: Record<string, string> = {
        ...attributes(input),
        ...contactOfUsername(pool(), name),
      }
      const codes = codeContacts(pool())
      const temporary = optionalText(input, 'TemporaryPassword')
      const password = temporary || (codes.length ? '' : temporaryPassword(pool()))
      if (password) checkPassword(pool(), password)
      const force = flag(input, 'ForceAliasCreation')
      deliveryMedia(input)
      const existing = users.find(name)
      if (messageAction(input) === 'RESEND') {
        if (!existing) throw userNotFound()
        if (existing.status !== 'FORCE_CHANGE_PASSWORD')
          throw new ServiceError(
            'UnsupportedUserStateException',
            `Resend not possible. ${existing.username} status is not FORCE_CHANGE_PASSWORD`,
          )
        const again = password || temporaryPassword(pool())
        setTemporaryPassword(existing, again)
        users.save(existing)
        await invite(existing, again, input)
        return { User: describeUser(existing) }
      }
      checkValues(pool(), given)
      checkRequired(pool(), given)
      if (!password && !codes.some((contact) => given[contact]))
        throw invalidParameter(`Without a password a user needs ${codes.join(' or ')}.`)
      users.assertFree(given)
      if (existing) throw new ServiceError('UsernameExistsException', 'User account already exists')
      const sub = randomUUID()
      const username = usernameOf(pool(), name, sub)
      await beforeSignUp(
        context,
        'AdminCreateUser',
        { username, clientId, attributes: given },
        input,
      )
      for (const contact of contacts)
        if (given[`${contact}_verified`] === 'true')
          markVerified(context, { attributes: given }, contact, force)
      const user = users.create({
        username,
        sub,
        status: 'CONFIRMED',
        attributes: { sub, ...given },
      })
      if (password) setTemporaryPassword(user, password)
      users.save(user)
      await invite(user, password, input)
      return { User: describeUser(user) }
    },

    AdminGetUser: (input) => {
      const user = named(input)
      const { Attributes: UserAttributes, ...described } = describeUser(user)
      return { ...described, UserAttributes, ...describeMfa(user) }
    },

    AdminConfirmSignUp: async (input) => {
      await confirmUser(context, named(input), texts(input, 'ClientMetadata'))
      return {}
    },

    AdminDeleteUser: (input) => {
      users.remove(named(input))
      return {}
    },

    AdminUpdateUserAttributes: async (input) => {
      const user = named(input)
      const given = attributes(input)
      // Whoever sets the flag with the address vouches for it; then no code is sent.
      const vouched = Object.keys(given).filter((name) => given[`${name}_verified`] === 'true')
      const direct = Object.fromEntries(
        Object.entries(given).filter(([n]) => vouched.includes(n) || n.endsWith('_verified')),
      )
      checkValues(pool(), given)
      users.assertFree(given, user)
      Object.assign(user.attributes, direct)
      const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !(name in direct)))
      await updateAttributes(context, user, rest, clientId, texts(input, 'ClientMetadata'))
      return {}
    },

    AdminDeleteUserAttributes: (input) => {
      deleteAttributes(context, named(input), list(input, 'UserAttributeNames'))
      return {}
    },

    AdminDisableUser: change((user) => {
      user.enabled = false
      tokens.revokeAll(user)
    }),
    AdminEnableUser: change((user) => {
      user.enabled = true
    }),
    AdminUserGlobalSignOut: change((user) => tokens.revokeAll(user)),

    AdminSetUserPassword: change((user, input) => {
      const password = text(input, 'Password')
      checkPassword(pool(), password)
      if (!flag(input, 'Permanent')) return setTemporaryPassword(user, password)
      user.password = passwordVerifier(pool(), user.username, password)
      user.status = 'CONFIRMED'
      delete user.passwordExpiresAt
    }),

    AdminResetUserPassword: async (input) => {
      const user = named(input)
      await sendReset(context, user, clientId, texts(input, 'ClientMetadata'))
      user.status = 'RESET_REQUIRED'
      users.save(user)
      return {}
    },

    AdminSetUserMFAPreference: change((user, input) => setMfaPreference(context, user, input)),

    AdminSetUserSettings: (input) => {
      // The older form of AdminSetUserMFAPreference, for text messages only.
      const options = Array.isArray(input.MFAOptions) ? input.MFAOptions.length : 0
      setMfaPreference(context, named(input), { SMSMfaSettings: { Enabled: options > 0 } })
      return {}
    },

    AdminLinkProviderForUser: (input) => {
      const destination = object(input, 'DestinationUser') ?? {}
      const source = object(input, 'SourceUser') ?? {}
      const user = userOf(context, text(destination, 'ProviderAttributeValue'))
      linkIdentity(user, text(source, 'ProviderName'), text(source, 'ProviderAttributeValue'))
      users.save(user)
      return {}
    },

    ListUsers: (input) => {
      const matches = userFilter(optionalText(input, 'Filter') ?? '')
      const wanted = list(input, 'AttributesToGet')
      const { page, token } = paginate(users.all().filter(matches), input, 'PaginationToken')
      return {
        Users: page.map((user) => describeUser(user, wanted)),
        ...(token && { PaginationToken: token }),
      }
    },
  }
}

const contacts = ['email', 'phone_number'] as const satisfies Contact[]

const messageAction = (input: Input) => choice(input, 'MessageAction', ['RESEND', 'SUPPRESS'])

function deliveryMedia(input: Input): string[] {
  const name = 'DesiredDeliveryMediums'
  const media = list(input, name)
  for (const medium of media) choice({ [name]: medium }, name, ['SMS', 'EMAIL'])
  return media
}

/** The addresses whose codes sign in without a password. */
function codeContacts({ properties }: Pool): Contact[] {
  const factors = properties.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
  return contacts.filter((contact) =>
    factors.includes(contact === 'email' ? 'EMAIL_OTP' : 'SMS_OTP'),
  )
}

/** Confirms a sign-up in the place of the code; NotAuthorizedException when it is not waiting for it. */
export async function confirmUser(
  context: Context,
  user: User,
  metadata: Record<string, string> = {},
): Promise<void> {
  if (user.status !== 'UNCONFIRMED')
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
  user.status = 'CONFIRMED'
  context.users.save(user)
  await confirmed(context, user, clientId, metadata)
}

/** Adds the account at a provider to those a user can sign in with. */
export function linkIdentity(user: User, providerName: string, userId: string): void {
  const linked = JSON.parse(user.attributes.identities ?? '[]') as object[]
  linked.push({
    userId,
    providerName,
    providerType: providerName,
    primary: linked.length === 0 && user.status === 'EXTERNAL_PROVIDER',
    dateCreated: Date.now(),
  })
  user.attributes.identities = JSON.stringify(linked)
}

/** A user as the admin operations show one; times in seconds. */
export function describeUser(user: User, wanted: string[] = []) {
  const shown = Object.entries(user.attributes).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  )
  return {
    Username: user.username,
    Attributes: attributeList(Object.fromEntries(shown)),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  }
}
