import { defineFunction } from '@aws-amplify/backend'

export const manageUsers = defineFunction({
  name: 'manage-users',
  resourceGroupName: 'auth',
  timeoutSeconds: 15,
})
