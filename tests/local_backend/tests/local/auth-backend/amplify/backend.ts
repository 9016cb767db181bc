import { defineBackend } from '@aws-amplify/backend'
import { auth } from './auth/resource'
import { manageUsers } from './manage-users/resource'

const backend = defineBackend({ auth, manageUsers })

// For USER_PASSWORD_AUTH and for the userMigration trigger, which needs the password.
const { cfnUserPoolClient } = backend.auth.resources.cfnResources
cfnUserPoolClient.explicitAuthFlows = [
  ...(cfnUserPoolClient.explicitAuthFlows ?? []),
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
]
