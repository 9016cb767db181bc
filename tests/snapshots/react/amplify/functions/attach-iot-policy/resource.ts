import { defineFunction } from '@aws-amplify/backend'
import { addresses } from '../../addresses'

/** Lets whoever calls it use AWS IoT. */
export const attachIotPolicy = defineFunction({
  name: 'attach-iot-policy',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
  environment: { APP_ADDRESSES: addresses.join(' ') },
  timeoutSeconds: 10,
  resourceGroupName: 'pubsub',
})
