// Setting up second factors: authenticator apps and the preference among factors.
import { ServiceError } from '../types.ts'
import type { Context, Operations } from './context.ts'
import { invalidParameter } from './errors.ts'
import { flag, object, optionalText, text, type Input } from './input.ts'
import type { Mfa } from './pool.ts'
import { createSecret, matchTotp } from './totp.ts'
import type { User } from './users.ts'

export function mfaOperations(context: Context): Operations {
  const { pool, users, tokens, sessions, now } = context

  const assertAppsEnabled = () => {
    if (pool().properties.EnabledMfas?.includes('SOFTWARE_TOKEN_MFA')) return
    throw new ServiceError(
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userpool.',
    )
  }

  return {
    AssociateSoftwareToken: (input) => {
      assertAppsEnabled()
      const secret = createSecret()
      const id = optionalText(input, 'Session')
      if (id) {
        // During a sign-in that demands a second factor: it counts once that sign-in is complete.
        sessions.get(id, undefined, 'MFA_SETUP').totp = { secret, verified: false }
        return { SecretCode: secret, Session: id }
      }
      const { user } = tokens.owner(text(input, 'AccessToken'))
      user.nextTotp = secret
      users.save(user)
      return { SecretCode: secret }
    },

    VerifySoftwareToken: (input) => {
      const id = optionalText(input, 'Session')
      const session = id ? sessions.get(id, undefined, 'MFA_SETUP') : undefined
      const user = session ? undefined : tokens.owner(text(input, 'AccessToken')).user
      const secret = session ? session.totp?.secret : user?.nextTotp
      if (!secret) throw invalidParameter('User has not associated a software token.')
      if (matchTotp(secret, text(input, 'UserCode'), now()) === undefined)
        throw new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch')
      if (session) session.totp = { secret, verified: true }
      if (user) {
        user.totp = { secret }
        delete user.nextTotp
        users.save(user)
      }
      return { Status: 'SUCCESS', ...(id && { Session: id }) }
    },
  }
}

/** What GetUser and AdminGetUser tell of the second factors. */
export const describeMfa = ({ mfa }: User) => ({
  ...(mfa.enabled.length > 0 && { UserMFASettingList: mfa.enabled }),
  ...(mfa.preferred && { PreferredMfaSetting: mfa.preferred }),
})

const settings: Record<string, Mfa> = {
  SMSMfaSettings: 'SMS_MFA',
  SoftwareTokenMfaSettings: 'SOFTWARE_TOKEN_MFA',
  EmailMfaSettings: 'EMAIL_OTP',
}

/** SetUserMFAPreference; a factor that is not set up is refused with InvalidParameterException. */
export function setMfaPreference({ pool, users }: Context, user: User, input: Input): void {
  const next: User['mfa'] = { enabled: [...user.mfa.enabled], preferred: user.mfa.preferred }
  for (const [name, mfa] of Object.entries(settings)) {
    const setting = object(input, name)
    if (!setting) continue
    const enabled = flag(setting, 'Enabled')
    const chosen = flag(setting, 'PreferredMfa')
    if (enabled) assertUsable(pool().properties.EnabledMfas ?? [], user, mfa)
    next.enabled = next.enabled.filter((other) => other !== mfa)
    if (enabled) next.enabled.push(mfa)
    if (chosen && !enabled)
      throw invalidParameter('A factor that is not enabled cannot be preferred.')
    if (
      chosen &&
      Object.keys(settings).some((other) => other !== name && object(input, other)?.PreferredMfa)
    )
      throw invalidParameter('Only one factor can be preferred.')
    if (chosen) next.preferred = mfa
    else if (next.preferred === mfa) delete next.preferred
  }
  user.mfa = next
  users.save(user)
}

function assertUsable(offered: Mfa[], user: User, mfa: Mfa): void {
  if (!offered.includes(mfa)) throw invalidParameter(`${mfa} is not enabled for this user pool.`)
  if (mfa === 'SOFTWARE_TOKEN_MFA' && !user.totp)
    throw invalidParameter('User has not verified software token mfa')
  const contact = mfa === 'EMAIL_OTP' ? 'email' : 'phone_number'
  if (mfa !== 'SOFTWARE_TOKEN_MFA' && user.attributes[`${contact}_verified`] !== 'true')
    throw invalidParameter(`User does not have a verified ${contact}.`)
}
