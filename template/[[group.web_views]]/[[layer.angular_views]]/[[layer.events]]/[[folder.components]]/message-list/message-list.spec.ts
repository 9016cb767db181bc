import type * as lib from '../lib/messages'
import { render } from '../testing/render'
import { MESSAGES, MessageList } from './message-list'

describe('MessageList', () => {
  const messages = {
    watchMessages: vi.fn<typeof lib.watchMessages>(),
    sendMessage: vi.fn<typeof lib.sendMessage>(),
  }
  const open = () => render(MessageList, { provide: MESSAGES, useValue: messages })
  let arrive: (message: lib.Message) => void

  beforeEach(() => {
    vi.resetAllMocks()
    messages.watchMessages.mockImplementation((onMessage) => {
      arrive = onMessage
      return () => {}
    })
  })

  it('says that there are no messages yet', async () => {
    const { text } = await open()
    expect(text('.empty')).toContain('No messages yet')
  })

  it('shows what arrives', async () => {
    const { all, settle } = await open()
    arrive({ id: '1', text: 'Hello, Ada!' })
    arrive({ id: '2', text: 'How are you?' })
    await settle()
    expect(all('li').map(({ textContent }) => textContent)).toEqual(['Hello, Ada!', 'How are you?'])
    expect(all('.empty')).toEqual([])
  })

  it('sends what was typed', async () => {
    const { get, type, submit } = await open()
    await type('input', ' Hello ')
    await submit()
    expect(messages.sendMessage).toHaveBeenCalledWith('Hello')
    expect(get<HTMLInputElement>('input').value).toBe('')
  })

  it('keeps what was typed and shows why it could not be sent', async () => {
    messages.sendMessage.mockRejectedValue(new Error('Not Authorized'))
    const { get, text, type, submit } = await open()
    await type('input', 'Hello')
    await submit()
    expect(text('[role=alert]')).toContain('Not Authorized')
    expect(get<HTMLInputElement>('input').value).toBe('Hello')
  })

  it('sends one message when somebody clicks twice', async () => {
    messages.sendMessage.mockReturnValue(new Promise(() => {}))
    const { get, type, submit } = await open()
    await type('input', 'Hello')
    await submit()
    await submit()
    expect(messages.sendMessage).toHaveBeenCalledOnce()
    expect(get<HTMLButtonElement>('button').disabled).toBe(true)
  })

  it('connects again after the connection broke', async () => {
    messages.watchMessages.mockImplementationOnce((_, onError) => {
      onError(new Error('Connection failed'))
      return () => {}
    })
    const { all, text, click } = await open()
    expect(text('[role=alert]')).toContain('Connection failed')
    await click('[role=alert] button')
    expect(all('[role=alert]')).toEqual([])
  })
})
