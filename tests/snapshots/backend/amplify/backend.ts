import { defineBackend } from '@aws-amplify/backend'
import { auth } from './auth/resource'
import { data } from './data/resource'
import { storage } from './storage/resource'
import { sayHello } from './functions/say-hello/resource'
import { sendReport } from './functions/send-report/resource'

/**
 * @see https://docs.amplify.aws/react/build-a-backend/ to add storage, functions, and more
 */
const backend = defineBackend({
  auth,
  data,
  storage,
  sayHello,
  sendReport,
})

// Nobody gets credentials for AWS without signing in.
backend.auth.resources.cfnResources.cfnIdentityPool.allowUnauthenticatedIdentities = false
