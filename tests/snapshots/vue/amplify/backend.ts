import { defineBackend } from '@aws-amplify/backend'
import { auth } from './auth/resource'
import { data } from './data/resource'
import { storage } from './storage/resource'
import { sayHello } from './functions/say-hello/resource'
import { itemsApi } from './functions/items-api/resource'
import { attachIotPolicy } from './functions/attach-iot-policy/resource'
import { prepareIot } from './functions/prepare-iot/resource'
import { addItemsApi } from './api/resource'
import { addEvents } from './events/resource'
import { addGeo } from './geo/resource'
import { addPubSub } from './pubsub/resource'
import { limitChatLogs } from './data/chat-logs'
import { allowInferenceProfile } from './data/inference-profile'

/**
 * @see https://docs.amplify.aws/vue/build-a-backend/ to add storage, functions, and more
 */
const backend = defineBackend({
  auth,
  data,
  storage,
  sayHello,
  itemsApi,
  attachIotPolicy,
  prepareIot,
})

// Nobody gets credentials for AWS without signing in.
backend.auth.resources.cfnResources.cfnIdentityPool.allowUnauthenticatedIdentities = false

export type Backend = typeof backend

addItemsApi(backend)
addEvents(backend)
addGeo(backend)
addPubSub(backend)
limitChatLogs(backend)
allowInferenceProfile(backend)
