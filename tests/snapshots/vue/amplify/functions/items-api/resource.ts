import { defineFunction } from '@aws-amplify/backend'

export const itemsApi = defineFunction({
  name: 'items-api',
  entry: './handler.ts',
  runtime: 24,
  logging: { retention: '1 month' },
})
