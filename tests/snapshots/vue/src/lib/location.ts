import './amplify'
import { fetchAuthSession } from 'aws-amplify/auth'
import { outputs } from './outputs'

const { geo } = outputs as { geo?: { aws_region: string } }
if (!geo) throw new Error('The backend has no maps or places yet. Deploy it again: npm run sandbox')

export const region = geo.aws_region

/** Those of the person who signed in. */
export async function credentials() {
  const { credentials } = await fetchAuthSession()
  if (!credentials) throw new Error('The session has ended. Sign in again.')
  return credentials
}
