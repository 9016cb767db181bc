// Operations of a person who forgot the password.
import { clientOf, shownUser, unhurried, type Context, type Operations } from './context.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import { migrate } from './first-factors.ts'
import { text, texts, type Texts } from './input.ts'
import type { Delivery } from './codes.ts'
import { checkPassword, passwordVerifier } from './passwords.ts'
import type { Contact, Pool } from './pool.ts'
import { confirmed, markVerified } from './sign-up.ts'
import type { User } from './users.ts'

export function resetOperations(context: Context): Operations {
  const { pool, users } = context
  return {
    ForgotPassword: async (input) => {
      const client = clientOf(context, input)
      const username = text(input, 'Username')
      const metadata = texts(input, 'ClientMetadata')
      if (!users.find(username))
        await migrate(context, { client, username, metadata }, 'ForgotPassword')
      const user = shownUser(context, client, username)
      const sent = unhurried(sendReset(context, user, client.id, metadata))
      return { CodeDeliveryDetails: await sent }
    },

    ConfirmForgotPassword: async (input) => {
      const client = clientOf(context, input)
      const user = shownUser(context, client, text(input, 'Username'))
      const password = text(input, 'Password')
      checkPassword(pool(), password)
      const contact = user.codes['password']?.attribute
      context.codes.check(user, 'password', text(input, 'ConfirmationCode'))
      if (contact) markVerified(context, user, contact)
      user.password = passwordVerifier(pool(), user.username, password)
      user.status = 'CONFIRMED'
      delete user.passwordExpiresAt
      users.save(user)
      const metadata = texts(input, 'ClientMetadata')
      await confirmed(context, user, client.id, metadata, 'ConfirmForgotPassword')
      return {}
    },
  }
}

/** Sends a code to reset the password; throws when the pool's recovery settings allow no address. */
export async function sendReset(
  { pool, codes }: Context,
  user: User,
  clientId: string,
  metadata: Texts,
): Promise<Delivery> {
  if (user.status === 'FORCE_CHANGE_PASSWORD')
    throw notAuthorized('User password cannot be reset in the current state.')
  const contact = recoveryContact(pool(), user)
  return codes.send(user, 'password', { occasion: 'ForgotPassword', contact, clientId, metadata })
}

function recoveryContact(pool: Pool, user: User): Contact {
  const ways = pool.properties.AccountRecoverySetting?.RecoveryMechanisms ?? [
    { Name: 'verified_phone_number', Priority: 1 },
    { Name: 'verified_email', Priority: 2 },
  ]
  if (ways.some(({ Name }) => Name === 'admin_only'))
    throw notAuthorized('Contact administrator to reset password.')
  const contacts = ways
    .toSorted((a, b) => a.Priority - b.Priority)
    .map(({ Name }): Contact => (Name === 'verified_email' ? 'email' : 'phone_number'))
  const contact = contacts.find((name) => user.attributes[`${name}_verified`] === 'true')
  if (contact) return contact
  throw invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  )
}
