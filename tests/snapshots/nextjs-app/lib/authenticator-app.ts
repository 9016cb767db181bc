import './amplify'
import { fetchAuthSession, setUpTOTP, verifyTOTPSetup } from 'aws-amplify/auth'
import { toDataURL } from 'qrcode'

/** The same key in three forms: to type, to open on a phone, and to scan. */
export interface Key {
  secret: string
  link: string
  picture: string
}

/** Makes a new key for the person's authenticator app. It counts after `confirmKey`. */
export async function makeKey(): Promise<Key> {
  const { sharedSecret: secret, getSetupUri } = await setUpTOTP()
  const { tokens } = await fetchAuthSession()
  const claims = tokens?.idToken?.payload
  const { href: link } = getSetupUri('Field notes', String(claims?.email ?? claims?.phone_number))
  return { secret, link, picture: await toDataURL(link) }
}

/** Proves with a code that the app holds the key. */
export async function confirmKey(code: string): Promise<void> {
  await verifyTOTPSetup({ code })
}
