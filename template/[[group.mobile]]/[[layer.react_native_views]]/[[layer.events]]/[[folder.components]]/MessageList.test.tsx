import { act, render, screen, userEvent } from '@testing-library/react-native'
import { sendMessage, watchMessages, type Message } from '../lib/messages'
import { MessageList } from './MessageList'

jest.mock('../lib/messages')

const user = userEvent.setup()
let arrive: (message: Message) => void

beforeEach(() => {
  jest.resetAllMocks()
  jest.mocked(watchMessages).mockImplementation((onMessage) => {
    arrive = onMessage
    return () => {}
  })
})

test('says that there are no messages yet', async () => {
  await render(<MessageList />)
  expect(screen.getByText(/No messages yet/)).toBeOnTheScreen()
})

test('shows what arrives', async () => {
  await render(<MessageList />)
  await act(async () => arrive({ id: '1', text: 'Hello, Ada!' }))
  expect(screen.getByText('Hello, Ada!')).toBeOnTheScreen()
  expect(screen.queryByText(/No messages yet/)).toBeNull()
})

test('sends what was typed', async () => {
  await render(<MessageList />)
  expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
  await user.type(screen.getByLabelText('New message'), ' Hello ', { submitEditing: true })
  expect(sendMessage).toHaveBeenCalledWith('Hello')
  expect(screen.getByLabelText('New message')).toHaveDisplayValue('')
})

test('keeps what was typed and shows why it could not be sent', async () => {
  jest.mocked(sendMessage).mockRejectedValue(new Error('Not Authorized'))
  await render(<MessageList />)
  await user.type(screen.getByLabelText('New message'), 'Hello', { submitEditing: true })
  expect(screen.getByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByLabelText('New message')).toHaveDisplayValue('Hello')
})

test('connects again after the connection broke', async () => {
  jest.mocked(watchMessages).mockImplementationOnce((_, onError) => {
    onError(new Error('Connection failed'))
    return () => {}
  })
  await render(<MessageList />)
  expect(screen.getByRole('alert')).toHaveTextContent('Connection failed')
  await user.press(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.queryByRole('alert')).toBeNull()
  await act(async () => arrive({ id: '1', text: 'Back again' }))
  expect(screen.getByText('Back again')).toBeOnTheScreen()
})
