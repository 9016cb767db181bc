import { defineFunction } from '@aws-amplify/backend'

/**
 * @see https://docs.amplify.aws/nextjs/build-a-backend/functions/examples/
 */
export const postConfirmation = defineFunction({
  name: 'post-confirmation',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
  // Beside the user pool: from another stack, it and its functions could wait for each other.
  resourceGroupName: 'auth',
})
