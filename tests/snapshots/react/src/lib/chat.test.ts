import { beforeEach, expect, test, vi } from 'vitest'
import { messagesOf, openConversation, said, sendMessage, watchAnswers, withAnswer } from './chat'
import type { Conversation, Message } from './chat'

type Call = () => Promise<unknown>
const route = vi.hoisted(() => ({ list: vi.fn<Call>(), create: vi.fn<Call>() }))
vi.mock('./data', () => ({ client: { conversations: { chat: route } } }))

type Event = Parameters<Parameters<Conversation['onStreamEvent']>[0]['next']>[0]

const conversation = { id: 'garden' } as Conversation

/** A conversation whose stream a test feeds; `shown` is what was shown last. */
function streaming() {
  const shown: { answer?: Message } = {}
  let feed: (event: Partial<Event>) => void = () => {}
  const onStreamEvent: Conversation['onStreamEvent'] = ({ next }) => {
    feed = (event) => next({ id: 'a', contentBlockIndex: 0, ...event } as Event)
    return { unsubscribe: () => {} } as ReturnType<Conversation['onStreamEvent']>
  }
  watchAnswers({ ...conversation, onStreamEvent }, (answer) => (shown.answer = answer), vi.fn())
  return { shown, feed }
}

beforeEach(() => vi.resetAllMocks())

test('the conversation in which somebody wrote last goes on', async () => {
  route.list.mockResolvedValue({ data: [conversation] })
  expect(await openConversation()).toBe(conversation)
  expect(route.create).not.toHaveBeenCalled()
})

test('the first time, a conversation starts', async () => {
  route.list.mockResolvedValue({ data: [] })
  route.create.mockResolvedValue({ data: conversation })
  expect(await openConversation()).toBe(conversation)
})

test('what was said is shown as text', async () => {
  const content = [{ text: 'Plant ' }, { text: 'apples' }]
  const listMessages = async () => ({ data: [{ id: '1', role: 'user', content }] })
  const [shown] = await messagesOf({ listMessages } as unknown as Conversation)
  expect(shown).toMatchObject({ role: 'user', text: 'Plant apples', isComplete: true })
})

test('an answer grows in the order of its chunks, whenever they arrive', () => {
  const { shown, feed } = streaming()
  feed({ contentBlockDeltaIndex: 1, text: 'apples' })
  feed({ contentBlockDeltaIndex: 0, text: 'Plant ' })
  expect(shown.answer).toMatchObject({ text: 'Plant apples', isComplete: false })
  feed({ stopReason: 'end_turn' })
  feed({ contentBlockDeltaIndex: 2, text: '.' })
  expect(shown.answer).toMatchObject({ text: 'Plant apples.', isComplete: true })
})

test('an answer replaces what is known of it', () => {
  const question = said('What now?')
  const answer = { ...said('Pl'), id: 'a' }
  const messages = withAnswer([question], answer)
  expect(messages).toEqual([question, answer])
  const grown = { ...answer, text: 'Plant' }
  expect(withAnswer(messages, grown)).toEqual([question, grown])
})

test('a message that was not taken is an error', async () => {
  const errors = [{ message: 'Not Authorized' }]
  const refusing = { sendMessage: async () => ({ errors }) } as unknown as Conversation
  await expect(sendMessage(refusing, said('Hello'))).rejects.toThrow('Not Authorized')
})
