import type { AuthUser } from 'aws-amplify/auth'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { FetchError, JwtExpiredError } from 'aws-jwt-verify/error'
import type { H3Event } from 'h3'
import { outputs } from '../../app/lib/outputs'

/**
 * The person who sent the request, or nothing when they are not signed in. All of it is from the token that Cognito has
 * signed; `getCurrentUser` would also tell what another cookie says, which anybody can write.
 */
export async function currentUser(event: H3Event): Promise<AuthUser | undefined> {
  const tokens = await amplify(event).getTokens({})
  const claims = tokens?.idToken?.payload
  if (!claims?.sub) return undefined
  const name = claims.email ?? claims.phone_number ?? claims['cognito:username']
  return { userId: claims.sub, username: String(name) }
}

const { auth } = outputs as { auth?: { user_pool_id: string; user_pool_client_id: string } }
const verifier =
  auth &&
  CognitoJwtVerifier.create({
    userPoolId: auth.user_pool_id,
    clientId: auth.user_pool_client_id,
    tokenUse: null,
  })

/** Lets no token pass that Cognito has not signed. One that has expired is renewed. */
export const tokenValidator = {
  async getItem(key: string, value: string): Promise<boolean> {
    const [tokenUse] = ['access', 'id'].filter((use) => key.endsWith(`.${use}Token`))
    if (!tokenUse) return true
    try {
      await verifier?.verify(value, { tokenUse: tokenUse as 'access' | 'id' })
      return true
    } catch (error) {
      if (error instanceof FetchError) throw error
      return error instanceof JwtExpiredError
    }
  },
}
