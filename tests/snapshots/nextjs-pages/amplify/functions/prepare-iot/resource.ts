import { defineFunction } from '@aws-amplify/backend'

/** Called by a deployment, and before the backend is deleted. */
export const prepareIot = defineFunction({
  name: 'prepare-iot',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
  timeoutSeconds: 900,
  resourceGroupName: 'pubsub',
})
