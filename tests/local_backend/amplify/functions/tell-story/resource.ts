import { defineFunction } from '@aws-amplify/backend'

export const tellStory = defineFunction({ name: 'tell-story', runtime: 24 })
