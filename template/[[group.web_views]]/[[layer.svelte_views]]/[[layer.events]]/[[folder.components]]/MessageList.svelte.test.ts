import { act, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { sendMessage, watchMessages, type Message } from '$lib/messages'
import MessageList from './MessageList.svelte'

vi.mock('$lib/messages')

let arrive: (message: Message) => void

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(watchMessages).mockImplementation((onMessage) => {
    arrive = onMessage
    return () => {}
  })
})

test('says that there are no messages yet', () => {
  render(MessageList)
  expect(screen.getByText(/No messages yet/)).toBeVisible()
})

test('shows what arrives', async () => {
  render(MessageList)
  await act(() => arrive({ id: '1', text: 'Hello, Ada!' }))
  expect(screen.getByText('Hello, Ada!')).toBeVisible()
  expect(screen.queryByText(/No messages yet/)).toBeNull()
})

test('sends what was typed', async () => {
  render(MessageList)
  await userEvent.type(screen.getByLabelText('New message'), ' Hello {Enter}')
  expect(sendMessage).toHaveBeenCalledWith('Hello')
  expect(screen.getByLabelText('New message')).toHaveValue('')
})

test('keeps what was typed and shows why it could not be sent', async () => {
  vi.mocked(sendMessage).mockRejectedValue(new Error('Not Authorized'))
  render(MessageList)
  await userEvent.type(screen.getByLabelText('New message'), 'Hello{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByLabelText('New message')).toHaveValue('Hello')
})

test('connects again after the connection broke', async () => {
  vi.mocked(watchMessages).mockImplementationOnce((_, onError) => {
    onError(new Error('Connection failed'))
    return () => {}
  })
  render(MessageList)
  expect(screen.getByRole('alert')).toHaveTextContent('Connection failed')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.queryByRole('alert')).toBeNull()
  await act(() => arrive({ id: '1', text: 'Back again' }))
  expect(screen.getByText('Back again')).toBeVisible()
})
