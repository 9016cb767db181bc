import type { Acknowledged } from '../findings.ts'

const route = 'data/amplifyData/ChatConversationDirectiveLambdaStack'

export default {
  'data/amplifyData/ConversationChat/ConversationChatIAMRole': {
    'AwsSolutions-IAM5': 'The API reaches every index of the one table of chats.',
  },
  'data/amplifyData/ConversationMessageChat/ConversationMessageChatIAMRole': {
    'AwsSolutions-IAM5': 'The API reaches every index of the one table of messages.',
  },
  [`${route}/ChatDefaultConversationHandlerLambdaDataSource`]: {
    'AwsSolutions-IAM5': 'The API calls every version of the one function behind the chat.',
  },
  [`${route}/ChatDefaultConversationHandler`]: {
    'AwsSolutions-L1': 'Amplify chooses the runtime of functions that talk to a model.',
  },
} satisfies Acknowledged
