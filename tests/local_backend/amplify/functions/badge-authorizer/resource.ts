import { defineFunction } from '@aws-amplify/backend'

export const badgeAuthorizer = defineFunction({
  name: 'badge-authorizer',
  resourceGroupName: 'data',
})
