import './amplify'
import { fetchMFAPreference, updateMFAPreference } from 'aws-amplify/auth'

/** The second factors that `amplify/auth/` allows, and what people call them. */
export const factors: Record<string, string> = {
  TOTP: 'Authenticator app',
}

/** Those that the person who is signed in has turned on. */
export async function enabledFactors(): Promise<string[]> {
  const { enabled = [] } = await fetchMFAPreference()
  return enabled
}

/** Turns one on or off. Cognito refuses what it cannot reach the person by. */
export async function turnFactor(factor: string, isOn: boolean): Promise<void> {
  await updateMFAPreference({ [factor.toLowerCase()]: isOn ? 'ENABLED' : 'DISABLED' })
}
