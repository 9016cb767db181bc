import type { AuthUser } from 'aws-amplify/auth'

declare module 'h3' {
  interface H3EventContext {
    /** The person who sent the request, when `server/middleware/session.ts` has asked who that is. */
    user?: AuthUser
  }
}
