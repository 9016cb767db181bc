import { type ClientSchema, a, defineData } from '@aws-amplify/backend'
import { sayHello } from '../functions/say-hello/resource'
import { chatHandler, chatModel } from './chat-handler/resource'

/** `inference-profile.ts` lets the API call it. */
export const generationModel = a.ai.model('Claude Haiku 4.5')

/**
 * @see https://docs.amplify.aws/react/build-a-backend/data/
 */
const schema = a.schema({
  Todo: a
    .model({
      content: a.string().required(),
      isDone: a.boolean().default(false),
      // Whoever owns a to-do could give it away otherwise.
      owner: a.string().authorization((allow) => [allow.owner().to(['read', 'delete'])]),
    })
    .authorization((allow) => [allow.owner()]),

  sayHello: a
    .query()
    .arguments({ name: a.string() })
    .returns(a.string())
    .handler(a.handler.function(sayHello))
    .authorization((allow) => [allow.authenticated()]),

  chat: a
    .conversation({
      aiModel: chatModel,
      systemPrompt: 'You are a helpful assistant. Answer briefly.',
      tools: [
        a.ai.dataTool({
          name: 'list_todos',
          description: 'Lists the to-dos.',
          model: a.ref('Todo'),
          modelOperation: 'list',
        }),
      ],
      handler: chatHandler,
    })
    .authorization((allow) => allow.owner()),

  suggestTodos: a
    .generation({
      aiModel: generationModel,
      systemPrompt: 'Split a goal into at most five short to-dos, the first step first.',
    })
    .arguments({ goal: a.string().required() })
    .returns(a.customType({ todos: a.string().required().array().required() }))
    .authorization((allow) => [allow.authenticated()]),
})

export type Schema = ClientSchema<typeof schema>

export const data = defineData({
  schema,
  authorizationModes: {
    defaultAuthorizationMode: 'userPool',
  },
})
