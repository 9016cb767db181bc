import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import * as functions from '../lib/functions'
import { FunctionCalls } from './FunctionCalls'

vi.mock('../lib/functions')

const [name, call] = Object.entries(functions)[0]

test('shows what the function answers', async () => {
  vi.mocked(call).mockResolvedValue('Hello, Ada!')
  render(<FunctionCalls />)
  await userEvent.type(screen.getByLabelText(`Your name, for ${name}`), 'Ada{Enter}')
  expect(await screen.findByText('Hello, Ada!')).toBeVisible()
  expect(call).toHaveBeenCalledWith('Ada')
})

test('shows why the function could not be called', async () => {
  vi.mocked(call).mockRejectedValue(new Error('Task timed out after 3.00 seconds'))
  render(<FunctionCalls />)
  await userEvent.click(screen.getByRole('button', { name: `Call ${name}` }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Task timed out')
})
