// Operations of a person who forgot the password.
import { clientOf, hidesUsers, type Context, type Operations } from './context.ts'
import { codeMismatch, invalidParameter, notAuthorized, userNotFound } from './errors.ts'
import { text, texts, type Texts } from './input.ts'
import { checkPassword, passwordVerifier } from './passwords.ts'
import type { Contact, Pool } from './pool.ts'
import { confirmed, markVerified, pretendedDelivery } from './sign-up.ts'
import type { User } from './users.ts'

export function resetOperations(context: Context): Operations {
  const { pool, users } = context
  return {
    ForgotPassword: async (input) => {
      const client = clientOf(context, input)
      const name = text(input, 'Username')
      const user = users.find(name)
      if (!user && !hidesUsers(client)) throw userNotFound()
      if (!user?.enabled) return { CodeDeliveryDetails: pretendedDelivery(name) }
      const metadata = texts(input, 'ClientMetadata')
      return { CodeDeliveryDetails: await sendReset(context, user, client.id, metadata) }
    },

    ConfirmForgotPassword: async (input) => {
      const client = clientOf(context, input)
      const user = users.find(text(input, 'Username'))
      if (!user?.enabled) throw hidesUsers(client) ? codeMismatch() : userNotFound()
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
export function sendReset({ pool, codes }: Context, user: User, clientId: string, metadata: Texts) {
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
