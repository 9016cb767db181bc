import { defineFunction } from '@aws-amplify/backend'

export const readLivenessResult = defineFunction({
  name: 'read-liveness-result',
  entry: './handler.ts',
  runtime: 24,
  timeoutSeconds: 10,
  resourceGroupName: 'liveness',
})
