import { defineFunction } from '@aws-amplify/backend'

/**
 * @see https://docs.amplify.aws/nextjs/build-a-backend/functions/
 */
export const sayHello = defineFunction({
  name: 'say-hello',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
})
