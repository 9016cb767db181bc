import { defineStorage } from '@aws-amplify/backend'

// Members of a group have its role instead of that of other signed-in people, so rules name both.
const groups = ['ADMINS']

// What `allow.entity('identity')` puts in the place of {entity_id}: members reach their own folder only.
const ownFolder = { idSubstitution: '${cognito-identity.amazonaws.com:sub}' }

/**
 * @see https://docs.amplify.aws/vue/build-a-backend/storage/
 */
export const storage = defineStorage({
  name: 'files',
  access: (allow) => ({
    'private/{entity_id}/*': [
      allow.entity('identity').to(['read', 'write', 'delete']),
      { ...allow.groups(groups).to(['read', 'write', 'delete']), ...ownFolder },
    ],
    'shared/*': [
      allow.authenticated.to(['read', 'write', 'delete']),
      allow.groups(groups).to(['read', 'write', 'delete']),
    ],
  }),
})
