import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { addTodo, deleteTodo, setTodoDone, watchTodos, type Todo } from '../lib/todos'
import { TodoList } from './TodoList'

vi.mock('../lib/todos')

const milk = { id: '1', content: 'Buy milk', isDone: false } as Todo

function backendHolds(todos: Todo[]) {
  vi.mocked(watchTodos).mockImplementation((onTodos) => {
    onTodos(todos)
    return () => {}
  })
}

async function renderList() {
  await act(async () => render(<TodoList />))
}

beforeEach(() => {
  vi.resetAllMocks()
  backendHolds([milk])
})

test('says that it is loading', async () => {
  vi.mocked(watchTodos).mockReturnValue(() => {})
  await renderList()
  expect(screen.getByRole('status')).toHaveTextContent('Loading')
})

test('says when there is nothing to do', async () => {
  backendHolds([])
  await renderList()
  expect(screen.getByText(/Add the first to-do/)).toBeVisible()
})

test('adds, completes and deletes to-dos', async () => {
  await renderList()
  await userEvent.type(screen.getByLabelText('New to-do'), ' Call Ada {Enter}')
  expect(addTodo).toHaveBeenCalledWith('Call Ada')
  expect(screen.getByLabelText('New to-do')).toHaveValue('')

  vi.mocked(setTodoDone).mockResolvedValue()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Buy milk' }))
  expect(setTodoDone).toHaveBeenCalledWith('1', true)
  expect(screen.getByRole('checkbox', { name: 'Buy milk' })).toBeChecked()

  vi.mocked(deleteTodo).mockResolvedValue()
  await userEvent.click(screen.getByRole('button', { name: 'Delete Buy milk' }))
  expect(deleteTodo).toHaveBeenCalledWith('1')
})

test('adds one to-do when somebody clicks twice', async () => {
  vi.mocked(addTodo).mockReturnValue(new Promise(() => {}))
  await renderList()
  await userEvent.type(screen.getByLabelText('New to-do'), 'Call Ada')
  await userEvent.dblClick(screen.getByRole('button', { name: 'Add' }))
  expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled()
  expect(addTodo).toHaveBeenCalledOnce()
})

test('says why a to-do could not be deleted', async () => {
  vi.mocked(deleteTodo).mockRejectedValue(new Error('Not Authorized'))
  await renderList()
  await userEvent.click(screen.getByRole('button', { name: 'Delete Buy milk' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByRole('button', { name: 'Delete Buy milk' })).toBeEnabled()
})

test('takes a completion back that the backend refused', async () => {
  vi.mocked(setTodoDone).mockRejectedValue(new Error('Not Authorized'))
  await renderList()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Buy milk' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByRole('checkbox', { name: 'Buy milk' })).not.toBeChecked()
})

test('keeps what was typed and shows why it could not be added', async () => {
  vi.mocked(addTodo).mockRejectedValue(new Error('Not Authorized'))
  await renderList()
  await userEvent.type(screen.getByLabelText('New to-do'), 'Call Ada{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByLabelText('New to-do')).toHaveValue('Call Ada')
})

test('starts again after the live list broke', async () => {
  vi.mocked(watchTodos).mockImplementationOnce((_, onError) => {
    onError({ error: { errors: [{ message: 'Connection failed' }] } })
    return () => {}
  })
  await renderList()
  expect(screen.getByRole('alert')).toHaveTextContent('Connection failed')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('Buy milk')).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})
