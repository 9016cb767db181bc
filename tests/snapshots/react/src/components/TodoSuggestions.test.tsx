import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { suggestTodos } from '../lib/suggestions'
import { addTodo } from '../lib/todos'
import { TodoSuggestions } from './TodoSuggestions'

vi.mock('../lib/suggestions')
vi.mock('../lib/todos')

beforeEach(() => {
  vi.resetAllMocks()
})

async function suggest() {
  render(<TodoSuggestions />)
  await userEvent.type(screen.getByLabelText('Goal'), ' A garden {Enter}')
}

test('adds what the model suggests', async () => {
  vi.mocked(suggestTodos).mockResolvedValue(['Dig', 'Plant'])
  await suggest()
  expect(suggestTodos).toHaveBeenCalledWith('A garden')
  await userEvent.click(await screen.findByRole('button', { name: 'Add Dig' }))
  expect(addTodo).toHaveBeenCalledWith('Dig')
  expect(screen.queryByText('Dig')).toBeNull()
  expect(screen.getByText('Plant')).toBeVisible()
})

test('says when nothing is left', async () => {
  vi.mocked(suggestTodos).mockResolvedValue([])
  await suggest()
  expect(await screen.findByText(/Try another goal/)).toBeVisible()
})

test('shows why the model did not answer', async () => {
  vi.mocked(suggestTodos).mockRejectedValue(new Error('The model is disabled'))
  await suggest()
  expect(await screen.findByRole('alert')).toHaveTextContent('The model is disabled')
})

test('keeps a suggestion that could not be added', async () => {
  vi.mocked(suggestTodos).mockResolvedValue(['Dig'])
  vi.mocked(addTodo).mockRejectedValue(new Error('Not Authorized'))
  await suggest()
  await userEvent.click(await screen.findByRole('button', { name: 'Add Dig' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByText('Dig')).toBeVisible()
})
