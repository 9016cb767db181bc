import { defineAuth } from '@aws-amplify/backend'
import { postConfirmation } from './post-confirmation/resource'

/**
 * @see https://docs.amplify.aws/nextjs/build-a-backend/auth/
 */
export const auth = defineAuth({
  loginWith: {
    email: true,
  },
  multifactor: { mode: 'OPTIONAL', totp: true },
  groups: ['ADMINS'],
  triggers: {
    postConfirmation,
  },
})
