import { defineFunction } from '@aws-amplify/backend'

export const countProjects = defineFunction({
  name: 'count-projects',
  resourceGroupName: 'data',
  timeoutSeconds: 30,
})
