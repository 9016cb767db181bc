// Amplify on the server, where it acts for the person whose cookies came with the request.
import { createServerRunner } from '@aws-amplify/adapter-nextjs'
import type { AuthUser } from 'aws-amplify/auth'
import { outputs } from './outputs'

export const { runWithAmplifyServerContext } = createServerRunner({ config: outputs })

/** Where the cookies of a request are: `{ cookies }`, or `{ request, response }`. */
export type ServerContext = Parameters<typeof runWithAmplifyServerContext>[0]['nextServerContext']

/**
 * The person who sent the request, or nothing when they are not signed in. All of it is from the token that Cognito has
 * signed; `getCurrentUser` would also tell what another cookie says, which anybody can write.
 */
export async function currentUser(nextServerContext: ServerContext): Promise<AuthUser | undefined> {
  const tokens = await runWithAmplifyServerContext({
    nextServerContext,
    operation: (context) => context.getTokens({}),
  })
  const claims = tokens?.idToken?.payload
  if (!claims?.sub) return undefined
  const name = claims.email ?? claims.phone_number ?? claims['cognito:username']
  return { userId: claims.sub, username: String(name) }
}
