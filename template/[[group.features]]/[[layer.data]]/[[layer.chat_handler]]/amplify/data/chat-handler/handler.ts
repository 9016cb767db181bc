import {
  createExecutableTool,
  handleConversationTurnEvent,
  type ConversationTurnEvent,
} from '@aws-amplify/backend-ai/conversation/runtime'

const today = createExecutableTool(
  'today',
  'Tells the date of today.',
  { json: { type: 'object', properties: {} } },
  async () => ({ text: new Date().toDateString() }),
)

export const handler = (event: ConversationTurnEvent) =>
  handleConversationTurnEvent(event, { tools: [today] })
