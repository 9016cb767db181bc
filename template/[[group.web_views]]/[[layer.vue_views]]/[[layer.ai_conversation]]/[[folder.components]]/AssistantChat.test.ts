import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import * as chat from '../lib/chat'
import AssistantChat from './AssistantChat.vue'

vi.mock('../lib/chat', async (original) => ({
  ...(await original<typeof chat>()),
  openConversation: vi.fn<typeof chat.openConversation>(),
  startConversation: vi.fn<typeof chat.startConversation>(),
  messagesOf: vi.fn<typeof chat.messagesOf>(),
  sendMessage: vi.fn<typeof chat.sendMessage>(),
  watchAnswers: vi.fn<typeof chat.watchAnswers>(),
}))
vi.mock('../lib/data', () => ({ client: {} }))
vi.mock('../lib/ai', () => ({ client: {} }))

const conversation = { id: 'garden' } as chat.Conversation
const field = 'input[aria-label=Message]'

async function mountChat() {
  const mounted = mount(AssistantChat)
  await flushPromises()
  return mounted
}

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(chat.openConversation).mockResolvedValue(conversation)
  vi.mocked(chat.messagesOf).mockResolvedValue([])
  vi.mocked(chat.watchAnswers).mockReturnValue(() => {})
})

test('says that nothing was said yet', async () => {
  const mounted = await mountChat()
  expect(mounted.text()).toContain('Write the first message')
})

test('shows what was said before', async () => {
  vi.mocked(chat.messagesOf).mockResolvedValue([chat.said('What should I plant?')])
  const mounted = await mountChat()
  expect(mounted.get('[role=log]').text()).toContain('What should I plant?')
})

test('shows an answer as it grows', async () => {
  const mounted = await mountChat()
  await mounted.get(field).setValue(' What now? ')
  await mounted.get('form').trigger('submit')
  await flushPromises()
  expect(mounted.get('[role=log]').text()).toContain('What now?')
  expect(mounted.get('[role=status]').text()).toContain('Answering')
  expect(mounted.get<HTMLInputElement>(field).element.value).toBe('')

  const onAnswer = vi.mocked(chat.watchAnswers).mock.calls[0]![1]
  const answer = { ...chat.said('Plant'), role: 'assistant' as const, isComplete: false }
  onAnswer(answer)
  onAnswer({ ...answer, text: 'Plant apples.', isComplete: true })
  await flushPromises()
  expect(mounted.get('[role=log]').text()).toContain('Plant apples.')
  expect(mounted.find('[role=status]').exists()).toBe(false)
})

test('keeps what was typed and shows why it could not be sent', async () => {
  vi.mocked(chat.sendMessage).mockRejectedValue(new Error('Not Authorized'))
  const mounted = await mountChat()
  await mounted.get(field).setValue('What now?')
  await mounted.get('form').trigger('submit')
  await flushPromises()
  expect(mounted.get('[role=alert]').text()).toContain('Not Authorized')
  expect(mounted.get<HTMLInputElement>(field).element.value).toBe('What now?')
})

test('starts again after the conversation could not be opened', async () => {
  vi.mocked(chat.openConversation).mockRejectedValueOnce(new Error('Connection failed'))
  const mounted = await mountChat()
  expect(mounted.get('[role=alert]').text()).toContain('Connection failed')
  await mounted.get('[role=alert] button').trigger('click')
  await flushPromises()
  expect(mounted.find(field).exists()).toBe(true)
  expect(mounted.find('[role=alert]').exists()).toBe(false)
})

test('a new chat ends the stream of the old one', async () => {
  vi.mocked(chat.messagesOf).mockResolvedValueOnce([chat.said('What should I plant?')])
  vi.mocked(chat.startConversation).mockResolvedValue({ ...conversation, id: 'house' })
  const stop = vi.fn<() => void>()
  vi.mocked(chat.watchAnswers).mockReturnValue(stop)
  const mounted = await mountChat()
  await mounted.get('button.quiet').trigger('click')
  await flushPromises()
  expect(stop).toHaveBeenCalledOnce()
  expect(mounted.text()).toContain('Write the first message')
  expect(mounted.text()).not.toContain('What should I plant?')
})

test('two quick clicks on Send are one message', async () => {
  vi.mocked(chat.sendMessage).mockReturnValue(new Promise(() => {}))
  const mounted = await mountChat()
  await mounted.get(field).setValue('What now?')
  mounted.get('form').trigger('submit')
  mounted.get('form').trigger('submit')
  await flushPromises()
  expect(chat.sendMessage).toHaveBeenCalledOnce()
  expect(mounted.get<HTMLButtonElement>('form button').element.disabled).toBe(true)
})

test('answers again after the stream broke', async () => {
  const mounted = await mountChat()
  const [, , onError] = vi.mocked(chat.watchAnswers).mock.lastCall!
  onError(new Error('Connection failed'))
  await flushPromises()
  expect(mounted.get('[role=alert]').text()).toContain('Connection failed')
  await mounted.get('[role=alert] button').trigger('click')
  expect(chat.watchAnswers).toHaveBeenCalledTimes(2)
  expect(mounted.find('[role=alert]').exists()).toBe(false)
})

test('ends the stream when it is left', async () => {
  const stop = vi.fn<() => void>()
  vi.mocked(chat.watchAnswers).mockReturnValue(stop)
  const mounted = await mountChat()
  mounted.unmount()
  expect(stop).toHaveBeenCalledOnce()
})
