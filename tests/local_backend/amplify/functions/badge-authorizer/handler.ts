import type { AppSyncAuthorizerHandler } from 'aws-lambda'

/** Admits the badge "valid"; "clerk" may not read rooms' codes. */
export const handler: AppSyncAuthorizerHandler<{ badge: string }> = async (event) => ({
  isAuthorized: ['valid', 'clerk'].includes(event.authorizationToken),
  resolverContext: { badge: event.authorizationToken },
  deniedFields: event.authorizationToken === 'clerk' ? ['Room.code'] : [],
  ttlOverride: 0,
})
