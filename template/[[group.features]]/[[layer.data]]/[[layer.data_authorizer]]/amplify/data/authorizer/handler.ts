import type { AppSyncAuthorizerHandler } from 'aws-lambda'
import { timingSafeEqual } from 'node:crypto'
import { env } from '$amplify/env/data-authorizer'

/** Lets in clients that know the secret. */
export const handler: AppSyncAuthorizerHandler = async ({ authorizationToken }) => {
  const given = Buffer.from(authorizationToken)
  const expected = Buffer.from(env.API_TOKEN)
  // Amplify puts a text that anybody may know in the place of a secret that is not set.
  const isSet = expected.length > 0 && !env.API_TOKEN.startsWith('<value will be resolved')
  const isKnown = isSet && given.length === expected.length && timingSafeEqual(given, expected)
  return { isAuthorized: isKnown }
}
