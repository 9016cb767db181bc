import { defineFunction } from '@aws-amplify/backend'
import { addresses } from '../../addresses'

export const createLivenessSession = defineFunction({
  name: 'create-liveness-session',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
  environment: { APP_ADDRESSES: addresses.join(' ') },
  timeoutSeconds: 10,
  resourceGroupName: 'liveness',
})
