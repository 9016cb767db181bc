import { act, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import * as chat from '$lib/chat'
import AssistantChat from './AssistantChat.svelte'

vi.mock('$lib/chat', async (original) => ({
  ...(await original<typeof chat>()),
  openConversation: vi.fn(),
  startConversation: vi.fn(),
  messagesOf: vi.fn(),
  sendMessage: vi.fn(),
  watchAnswers: vi.fn(),
}))
vi.mock('$lib/data', () => ({ client: {} }))
vi.mock('$lib/ai', () => ({ client: {} }))

const conversation = { id: 'garden' } as chat.Conversation

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(chat.openConversation).mockResolvedValue(conversation)
  vi.mocked(chat.messagesOf).mockResolvedValue([])
  vi.mocked(chat.watchAnswers).mockReturnValue(() => {})
})

test('says that nothing was said yet', async () => {
  render(AssistantChat)
  expect(await screen.findByText(/Write the first message/)).toBeVisible()
})

test('shows what was said before', async () => {
  vi.mocked(chat.messagesOf).mockResolvedValue([chat.said('What should I plant?')])
  render(AssistantChat)
  expect(await screen.findByText('What should I plant?')).toBeVisible()
})

test('shows an answer as it grows', async () => {
  render(AssistantChat)
  await userEvent.type(await screen.findByLabelText('Message'), ' What now? {Enter}')
  expect(screen.getByText('What now?')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('Answering')
  expect(screen.getByLabelText('Message')).toHaveValue('')

  const [[, onAnswer]] = vi.mocked(chat.watchAnswers).mock.calls
  const answer = { ...chat.said('Plant'), role: 'assistant' as const, isComplete: false }
  await act(() => onAnswer(answer))
  expect(screen.getByText('Plant')).toBeVisible()
  await act(() => onAnswer({ ...answer, text: 'Plant apples.', isComplete: true }))
  expect(screen.getByText('Plant apples.')).toBeVisible()
  expect(screen.queryByRole('status')).toBeNull()
})

test('keeps what was typed and shows why it could not be sent', async () => {
  vi.mocked(chat.sendMessage).mockRejectedValue(new Error('Not Authorized'))
  render(AssistantChat)
  await userEvent.type(await screen.findByLabelText('Message'), 'What now?{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByLabelText('Message')).toHaveValue('What now?')
})

test('starts again after the conversation could not be opened', async () => {
  vi.mocked(chat.openConversation).mockRejectedValueOnce(new Error('Connection failed'))
  render(AssistantChat)
  expect(await screen.findByRole('alert')).toHaveTextContent('Connection failed')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByLabelText('Message')).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('starts a new chat', async () => {
  vi.mocked(chat.messagesOf).mockResolvedValueOnce([chat.said('What should I plant?')])
  vi.mocked(chat.startConversation).mockResolvedValue({ ...conversation, id: 'house' })
  render(AssistantChat)
  await userEvent.click(await screen.findByRole('button', { name: 'New chat' }))
  expect(await screen.findByText(/Write the first message/)).toBeVisible()
  expect(screen.queryByText('What should I plant?')).toBeNull()
})
