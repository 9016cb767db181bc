import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import FunctionCalls from './FunctionCalls.svelte'

const call = vi.hoisted(() => vi.fn<(argument: string) => Promise<string>>())
vi.mock('$lib/functions', () => ({ functions: [{ name: 'greet', call }] }))

beforeEach(() => {
  vi.resetAllMocks()
})

test('shows what the function answers', async () => {
  call.mockResolvedValue('Hello, Ada!')
  render(FunctionCalls)
  await userEvent.type(screen.getByLabelText('Your name, for greet'), 'Ada{Enter}')
  expect(await screen.findByText('Hello, Ada!')).toBeVisible()
  expect(call).toHaveBeenCalledWith('Ada')
})

test('shows why the function could not be called', async () => {
  call.mockRejectedValue(new Error('Task timed out after 3.00 seconds'))
  render(FunctionCalls)
  await userEvent.click(screen.getByRole('button', { name: 'Call greet' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Task timed out')
})

test('calls it once when somebody is impatient', async () => {
  call.mockReturnValue(new Promise(() => {}))
  render(FunctionCalls)
  await userEvent.dblClick(screen.getByRole('button', { name: 'Call greet' }))
  expect(screen.getByRole('button', { name: 'Call greet' })).toBeDisabled()
  expect(call).toHaveBeenCalledOnce()
})
