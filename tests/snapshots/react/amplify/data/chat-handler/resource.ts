import { a } from '@aws-amplify/backend'
import { defineConversationHandlerFunction } from '@aws-amplify/backend-ai/conversation'

/** The only model that the function may call. */
export const chatModel = a.ai.model('Claude Haiku 4.5')

/**
 * @see https://docs.amplify.aws/react/ai/conversation/tools/
 */
export const chatHandler = defineConversationHandlerFunction({
  name: 'chat-handler',
  entry: './handler.ts',
  models: [{ modelId: chatModel }],
  logging: { retention: '1 month' },
})
