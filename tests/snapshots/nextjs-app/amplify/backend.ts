import { defineBackend } from '@aws-amplify/backend'
import { auth } from './auth/resource'
import { data } from './data/resource'
import { storage } from './storage/resource'
import { sayHello } from './functions/say-hello/resource'

/**
 * @see https://docs.amplify.aws/nextjs/build-a-backend/ to add storage, functions, and more
 */
defineBackend({
  auth,
  data,
  storage,
  sayHello,
})
