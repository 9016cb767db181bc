import { defineFunction } from '@aws-amplify/backend'

/** Lets whoever calls it use AWS IoT. */
export const attachIotPolicy = defineFunction({
  name: 'attach-iot-policy',
  entry: './handler.ts',
  runtime: 24,
  timeoutSeconds: 10,
  resourceGroupName: 'pubsub',
})
