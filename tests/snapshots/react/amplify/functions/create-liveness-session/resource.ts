import { defineFunction } from '@aws-amplify/backend'

export const createLivenessSession = defineFunction({
  name: 'create-liveness-session',
  entry: './handler.ts',
  runtime: 24,
  timeoutSeconds: 10,
  resourceGroupName: 'liveness',
})
