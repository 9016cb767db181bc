import { render, screen, userEvent } from '@testing-library/react-native'
import { functions } from '../lib/functions'
import { FunctionCalls } from './FunctionCalls'

jest.mock('../lib/functions', () => ({ functions: [{ name: 'greet', call: jest.fn() }] }))

const call = jest.mocked(functions[0]!.call)
const user = userEvent.setup()

beforeEach(() => {
  jest.resetAllMocks()
})

test('shows what the function answers', async () => {
  call.mockResolvedValue('Hello, Ada!')
  await render(<FunctionCalls />)
  await user.type(screen.getByLabelText('Your name, for greet'), 'Ada', { submitEditing: true })
  expect(screen.getByText('Hello, Ada!')).toBeOnTheScreen()
  expect(call).toHaveBeenCalledWith('Ada')
})

test('shows why the function could not be called', async () => {
  call.mockRejectedValue(new Error('Task timed out after 3.00 seconds'))
  await render(<FunctionCalls />)
  await user.press(screen.getByRole('button', { name: 'Call greet' }))
  expect(screen.getByRole('alert')).toHaveTextContent(/Task timed out/)
})

test('calls it once when somebody is impatient', async () => {
  call.mockReturnValue(new Promise(() => {}))
  await render(<FunctionCalls />)
  await user.press(screen.getByRole('button', { name: 'Call greet' }))
  await user.press(screen.getByRole('button', { name: 'Call greet' }))
  expect(screen.getByRole('button', { name: 'Call greet' })).toBeDisabled()
  expect(call).toHaveBeenCalledTimes(1)
})
