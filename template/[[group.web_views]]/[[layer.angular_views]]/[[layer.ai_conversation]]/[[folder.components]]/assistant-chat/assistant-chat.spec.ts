import * as lib from '../lib/chat'
import { render } from '../testing/render'
import { AssistantChat } from './assistant-chat'
import { CHAT } from './chat'

const conversation = { id: 'garden' } as lib.Conversation
const field = 'input[aria-label=Message]'

describe('AssistantChat', () => {
  const chat = {
    said: lib.said,
    withAnswer: lib.withAnswer,
    openConversation: vi.fn<typeof lib.openConversation>(),
    startConversation: vi.fn<typeof lib.startConversation>(),
    messagesOf: vi.fn<typeof lib.messagesOf>(),
    sendMessage: vi.fn<typeof lib.sendMessage>(),
    watchAnswers: vi.fn<typeof lib.watchAnswers>(),
  }
  const open = () => render(AssistantChat, { provide: CHAT, useValue: chat })

  beforeEach(() => {
    vi.resetAllMocks()
    chat.openConversation.mockResolvedValue(conversation)
    chat.messagesOf.mockResolvedValue([])
    chat.watchAnswers.mockReturnValue(() => {})
  })

  it('says that nothing was said yet', async () => {
    const { text } = await open()
    expect(text('.empty')).toContain('Write the first message')
  })

  it('shows what was said before', async () => {
    chat.messagesOf.mockResolvedValue([lib.said('What should I plant?')])
    const { text } = await open()
    expect(text('[role=log]')).toContain('What should I plant?')
  })

  it('shows an answer as it grows', async () => {
    const { all, get, text, type, submit, settle } = await open()
    await type(field, ' What now? ')
    await submit()
    expect(text('[role=log]')).toContain('What now?')
    expect(text('[role=status]')).toContain('Answering')
    expect(get<HTMLInputElement>(field).value).toBe('')

    const onAnswer = chat.watchAnswers.mock.calls[0][1]
    const answer = { ...lib.said('Plant'), role: 'assistant' as const, isComplete: false }
    onAnswer(answer)
    onAnswer({ ...answer, text: 'Plant apples.', isComplete: true })
    await settle()
    expect(text('[role=log]')).toContain('Plant apples.')
    expect(all('[role=status]')).toEqual([])
  })

  it('keeps what was typed and shows why it could not be sent', async () => {
    chat.sendMessage.mockRejectedValue(new Error('Not Authorized'))
    const { get, text, type, submit } = await open()
    await type(field, 'What now?')
    await submit()
    expect(text('[role=alert]')).toContain('Not Authorized')
    expect(get<HTMLInputElement>(field).value).toBe('What now?')
  })

  it('starts again after the conversation could not be opened', async () => {
    chat.openConversation.mockRejectedValueOnce(new Error('Connection failed'))
    const { all, text, click } = await open()
    expect(text('[role=alert]')).toContain('Connection failed')
    await click('[role=alert] button')
    expect(all(field)).toHaveLength(1)
    expect(all('[role=alert]')).toEqual([])
  })

  it('ends the stream of the old chat when a new one begins', async () => {
    chat.messagesOf.mockResolvedValueOnce([lib.said('What should I plant?')])
    chat.startConversation.mockResolvedValue({ ...conversation, id: 'house' })
    const stop = vi.fn()
    chat.watchAnswers.mockReturnValue(stop)
    const { text, click } = await open()
    await click('button.quiet')
    expect(stop).toHaveBeenCalledOnce()
    expect(text('section')).toContain('Write the first message')
    expect(text('section')).not.toContain('What should I plant?')
  })

  it('sends one message when somebody clicks twice', async () => {
    chat.sendMessage.mockReturnValue(new Promise(() => {}))
    const { get, type, submit } = await open()
    await type(field, 'What now?')
    await submit()
    await submit()
    expect(chat.sendMessage).toHaveBeenCalledOnce()
    expect(get<HTMLButtonElement>('form button').disabled).toBe(true)
  })

  it('answers again after the stream broke', async () => {
    const { all, text, click, settle } = await open()
    const [, , onError] = chat.watchAnswers.mock.lastCall!
    onError(new Error('Connection failed'))
    await settle()
    expect(text('[role=alert]')).toContain('Connection failed')
    await click('[role=alert] button')
    expect(chat.watchAnswers).toHaveBeenCalledTimes(2)
    expect(all('[role=alert]')).toEqual([])
  })

  it('ends the stream when it is left', async () => {
    const stop = vi.fn()
    chat.watchAnswers.mockReturnValue(stop)
    const { leave } = await open()
    leave()
    expect(stop).toHaveBeenCalledOnce()
  })
})
