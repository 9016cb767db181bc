import './amplify'
import { fetchAuthSession } from 'aws-amplify/auth'

/** What the app calls the person who is signed in: their e-mail address or phone number, whichever way they came in. */
export async function personName(): Promise<string> {
  const { tokens } = await fetchAuthSession()
  const claims = tokens?.idToken?.payload
  return String(claims?.email ?? claims?.phone_number ?? claims?.['cognito:username'] ?? '')
}
