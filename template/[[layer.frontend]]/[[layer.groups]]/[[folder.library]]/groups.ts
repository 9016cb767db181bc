import './amplify'
import { fetchAuthSession } from 'aws-amplify/auth'

/** The groups of the person who is signed in. Who has just joined one is in it from the next sign-in on. */
export async function groupsOfPerson(): Promise<string[]> {
  const { tokens } = await fetchAuthSession()
  const groups = tokens?.idToken?.payload['cognito:groups']
  return Array.isArray(groups) ? groups.map(String) : []
}
