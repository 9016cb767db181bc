import { defineBackend } from '@aws-amplify/backend'
import { auth } from './auth/resource'
import { data } from './data/resource'
import { addEvents } from './events'
import { countProjects } from './functions/count-projects/resource'
import { nightly } from './functions/nightly/resource'
import { sayHello } from './functions/say-hello/resource'
import { slow } from './functions/slow/resource'
import { storage } from './storage/resource'

export const backend = defineBackend({
  auth,
  data,
  storage,
  sayHello,
  countProjects,
  nightly,
  slow,
})

addEvents(backend)
