import { defineStorage } from '@aws-amplify/backend'

/**
 * @see https://docs.amplify.aws/nextjs/build-a-backend/storage/
 */
export const storage = defineStorage({
  name: 'files',
  access: (allow) => ({
    'private/{entity_id}/*': [allow.entity('identity').to(['read', 'write', 'delete'])],
    'shared/*': [allow.authenticated.to(['read', 'write', 'delete'])],
  }),
})
