import { defineFunction } from '@aws-amplify/backend'

export const nightly = defineFunction({
  name: 'nightly',
  schedule: ['every day', '0 9 ? * 2 *'],
  timeoutSeconds: 60,
})
