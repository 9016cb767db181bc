import { defineBackend } from '@aws-amplify/backend'
import { addApis } from './api/resource'
import { auth } from './auth/resource'
import { data } from './data/resource'
import { addEvents } from './events'
import { countProjects } from './functions/count-projects/resource'
import { echo } from './functions/echo/resource'
import { nightly } from './functions/nightly/resource'
import { sayHello } from './functions/say-hello/resource'
import { slow } from './functions/slow/resource'
import { tellStory } from './functions/tell-story/resource'
import { storage } from './storage/resource'

export const backend = defineBackend({
  auth,
  data,
  storage,
  sayHello,
  countProjects,
  echo,
  nightly,
  slow,
  tellStory,
})

export type Backend = typeof backend

addApis(backend)
addEvents(backend)
