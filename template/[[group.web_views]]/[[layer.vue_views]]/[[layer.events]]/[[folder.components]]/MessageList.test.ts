import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { sendMessage, watchMessages, type Message } from '../lib/messages'
import MessageList from './MessageList.vue'

vi.mock('../lib/messages')

let arrive: (message: Message) => void

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(watchMessages).mockImplementation((onMessage) => {
    arrive = onMessage
    return () => {}
  })
})

test('says that there are no messages yet', () => {
  expect(mount(MessageList).text()).toContain('No messages yet')
})

test('shows what arrives', async () => {
  const list = mount(MessageList)
  arrive({ id: '1', text: 'Hello, Ada!' })
  await flushPromises()
  expect(list.get('li').text()).toBe('Hello, Ada!')
  expect(list.text()).not.toContain('No messages yet')
})

test('sends what was typed', async () => {
  const list = mount(MessageList)
  await list.get('input').setValue(' Hello ')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(sendMessage).toHaveBeenCalledWith('Hello')
  expect(list.get('input').element.value).toBe('')
})

test('keeps what was typed and shows why it could not be sent', async () => {
  vi.mocked(sendMessage).mockRejectedValue(new Error('Not Authorized'))
  const list = mount(MessageList)
  await list.get('input').setValue('Hello')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('Not Authorized')
  expect(list.get('input').element.value).toBe('Hello')
})

test('two quick clicks on Send are one message', async () => {
  vi.mocked(sendMessage).mockReturnValue(new Promise(() => {}))
  const list = mount(MessageList)
  await list.get('input').setValue('Hello')
  list.get('form').trigger('submit')
  list.get('form').trigger('submit')
  await flushPromises()
  expect(sendMessage).toHaveBeenCalledOnce()
  expect(list.get('button').element.disabled).toBe(true)
})

test('connects again after the connection broke', async () => {
  vi.mocked(watchMessages).mockImplementationOnce((_, onError) => {
    onError(new Error('Connection failed'))
    return () => {}
  })
  const list = mount(MessageList)
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('Connection failed')
  await list.get('[role=alert] button').trigger('click')
  expect(list.find('[role=alert]').exists()).toBe(false)
})
