import { defineFunction, secret } from '@aws-amplify/backend'

export const sayHello = defineFunction({
  name: 'say-hello',
  runtime: 24,
  environment: { GREETING: 'Hello', SALUTE: secret('SALUTE') },
})
