import { defineStorage } from '@aws-amplify/backend'
import { onDelete } from '../functions/on-delete/resource'
import { onUpload } from '../functions/on-upload/resource'

const ownFolder = { idSubstitution: '${cognito-identity.amazonaws.com:sub}' }

export const storage = defineStorage({
  name: 'appFiles',
  access: (allow) => ({
    'private/{entity_id}/*': [
      allow.entity('identity').to(['read', 'write', 'delete']),
      allow.groups(['ADMINS']).to(['read']),
    ],
    'drafts/{entity_id}/*': [
      allow.entity('identity').to(['read', 'write', 'delete']),
      { ...allow.groups(['EDITORS']).to(['read', 'write', 'delete']), ...ownFolder },
    ],
    'shared/*': [
      allow.guest.to(['read']),
      allow.authenticated.to(['read', 'write', 'delete']),
      allow.groups(['ADMINS', 'EDITORS']).to(['read', 'write', 'delete']),
    ],
    'reports/*': [
      allow.groups(['ADMINS']).to(['read', 'write', 'delete']),
      allow.groups(['EDITORS']).to(['get']),
    ],
    'log/*': [allow.resource(onUpload).to(['read', 'write'])],
  }),
  triggers: { onUpload, onDelete },
})
