// Operations of a signed-in person on their own account.
import { ServiceError } from '../types.ts'
import { remember } from './attempts.ts'
import { checkValues, checkWritable, readable } from './attributes.ts'
import type { Delivery } from './codes.ts'
import { type Context, type Operations } from './context.ts'
import { invalidParameter, notAuthorized, notEmulated, notFound } from './errors.ts'
import {
  attributeList,
  attributes,
  count,
  list,
  object,
  paginate,
  text,
  texts,
  type Input,
} from './input.ts'
import {
  createChallenge,
  creationOptions,
  describePasskey,
  registeredPasskey,
  relyingParty,
} from './passkeys.ts'
import { checkPassword, hasPassword, passwordVerifier } from './passwords.ts'
import type { Contact } from './pool.ts'
import { markVerified } from './sign-up.ts'
import { describeMfa, setMfaPreference } from './mfa.ts'
import type { User } from './users.ts'

/** https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
const mostPasskeys = 20

const contacts: readonly string[] = ['email', 'phone_number'] satisfies Contact[]
const isContact = (name: string): name is Contact => contacts.includes(name)

export function accountOperations(context: Context): Operations {
  const { pool, users, tokens, codes, attempts } = context
  const owner = (input: Input) => tokens.owner(text(input, 'AccessToken'))
  /** Challenges for new passkeys by the sub of their user; one at a time. */
  const registrations = new Map<string, string>()

  return {
    GetUser: (input) => {
      const { user, client } = owner(input)
      return {
        Username: user.username,
        UserAttributes: attributeList(readable(client, user.attributes)),
        ...describeMfa(user),
      }
    },

    UpdateUserAttributes: async (input) => {
      const { user, client } = owner(input)
      const given = attributes(input)
      checkWritable(pool(), client, Object.keys(given))
      const metadata = texts(input, 'ClientMetadata')
      return {
        CodeDeliveryDetailsList: await updateAttributes(context, user, given, client.id, metadata),
      }
    },

    DeleteUserAttributes: (input) => {
      const { user, client } = owner(input)
      const names = list(input, 'UserAttributeNames')
      checkWritable(pool(), client, names)
      deleteAttributes(context, user, names)
      return {}
    },

    GetUserAttributeVerificationCode: async (input) => {
      const { user, client } = owner(input)
      const contact = text(input, 'AttributeName')
      if (!isContact(contact)) throw invalidParameter(`${contact} cannot be verified.`)
      const to = user.pending[contact]
      return {
        CodeDeliveryDetails: await codes.send(user, `verify ${contact}`, {
          occasion: 'VerifyUserAttribute',
          contact,
          clientId: client.id,
          metadata: texts(input, 'ClientMetadata'),
          ...(to && { to }),
        }),
      }
    },

    VerifyUserAttribute: (input) => {
      const { user } = owner(input)
      const contact = text(input, 'AttributeName')
      if (!isContact(contact)) throw invalidParameter(`${contact} cannot be verified.`)
      codes.check(user, `verify ${contact}`, text(input, 'Code'))
      const next = user.pending[contact]
      if (next) {
        users.assertFree({ [contact]: next }, user)
        user.attributes[contact] = next
        delete user.pending[contact]
      }
      markVerified(context, user, contact)
      users.save(user)
      return {}
    },

    ChangePassword: (input) => {
      const { user } = owner(input)
      const proposed = text(input, 'ProposedPassword')
      attempts.check(`password change of ${user.sub}`)
      attempts.count(`password change of ${user.sub}`)
      // Who has only signed in with codes or passkeys sets the first password this way.
      if (user.password && !hasPassword(pool(), user, text(input, 'PreviousPassword')))
        throw notAuthorized()
      checkPassword(pool(), proposed)
      user.password = passwordVerifier(pool(), user.username, proposed)
      users.save(user)
      return {}
    },

    DeleteUser: (input) => {
      users.remove(owner(input).user)
      return {}
    },

    SetUserMFAPreference: (input) => {
      const { user } = owner(input)
      setMfaPreference(context, user, input)
      return {}
    },

    StartWebAuthnRegistration: (input, { origin }) => {
      const { user } = owner(input)
      const factors = pool().properties.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []
      if (!factors.includes('WEB_AUTHN'))
        throw new ServiceError('WebAuthnNotEnabledException', 'Passkeys are not enabled.')
      const challenge = createChallenge()
      remember(registrations, user.sub, challenge)
      const domain = relyingParty(pool(), origin)
      return { CredentialCreationOptions: creationOptions(pool(), user, challenge, domain) }
    },

    CompleteWebAuthnRegistration: (input) => {
      const { user } = owner(input)
      const challenge = registrations.get(user.sub)
      registrations.delete(user.sub)
      if (!challenge)
        throw new ServiceError('WebAuthnChallengeNotFoundException', 'No passkey was asked for.')
      if (user.passkeys.length >= mostPasskeys)
        throw new ServiceError('LimitExceededException', 'A user can have 20 passkeys.')
      const credential = object(input, 'Credential') ?? {}
      user.passkeys.push(registeredPasskey(pool(), credential, challenge, context.now()))
      users.save(user)
      return {}
    },

    ListWebAuthnCredentials: (input) => {
      const { passkeys } = owner(input).user
      const Limit = count(input, 'MaxResults', mostPasskeys)
      const { page, token } = paginate(passkeys, { ...input, Limit }, 'NextToken')
      return { Credentials: page.map(describePasskey), ...(token && { NextToken: token }) }
    },

    DeleteWebAuthnCredential: (input) => {
      const { user } = owner(input)
      const id = text(input, 'CredentialId')
      const rest = user.passkeys.filter((passkey) => passkey.id !== id)
      if (rest.length === user.passkeys.length) throw notFound('WebAuthn credential not found.')
      user.passkeys = rest
      users.save(user)
      return {}
    },

    ListDevices: (input) => {
      owner(input)
      if (pool().properties.DeviceConfiguration) throw notEmulated('Remembering devices')
      return { Devices: [] }
    },
  }
}

/**
 * Changes attributes. A new address is sent a code; where the pool wants it verified first, the old
 * one stays until then. Gives the deliveries.
 */
export async function updateAttributes(
  context: Context,
  user: User,
  given: Record<string, string>,
  clientId: string,
  metadata: Record<string, string>,
): Promise<Delivery[]> {
  const { pool, users, codes } = context
  checkValues(pool(), given)
  users.assertFree(given, user)
  const { AutoVerifiedAttributes = [], UserAttributeUpdateSettings } = pool().properties
  const verifyFirst = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []
  const { blank = [], set = [] } = Object.groupBy(Object.entries(given), ([, value]) =>
    value ? 'set' : 'blank',
  )
  // Cognito takes a blank value for the wish to remove the attribute.
  if (blank.length) deleteAttributes(context, user, Object.keys(Object.fromEntries(blank)))
  const changed: [Contact, string][] = []
  for (const [name, value] of set) {
    if (!isContact(name) || user.attributes[name] === value) {
      user.attributes[name] = value
      continue
    }
    if (verifyFirst.includes(name)) user.pending[name] = value
    else Object.assign(user.attributes, { [name]: value, [`${name}_verified`]: 'false' })
    if (AutoVerifiedAttributes.includes(name)) changed.push([name, value])
  }
  // Before a function may take its time: the address is taken from now on.
  users.save(user)
  const deliveries: Delivery[] = []
  for (const [contact, to] of changed) {
    const mail = { occasion: 'UpdateUserAttribute', contact, clientId, metadata, to } as const
    deliveries.push(await codes.send(user, `verify ${contact}`, mail))
  }
  return deliveries
}

/** Removes attributes; one that the schema requires stays, with an InvalidParameterException. */
export function deleteAttributes({ pool, users }: Context, user: User, names: string[]): void {
  const required = pool().properties.Schema?.filter(({ Required }) => Required) ?? []
  const kept = names.find((name) => required.some(({ Name }) => Name === name))
  if (kept) throw invalidParameter(`user.${kept}: Required attributes cannot be deleted.`)
  for (const name of names) {
    delete user.attributes[name]
    if (isContact(name)) delete user.attributes[`${name}_verified`]
  }
  users.save(user)
}
