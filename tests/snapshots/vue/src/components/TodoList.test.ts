import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { addTodo, deleteTodo, setTodoDone, watchTodos, type Todo } from '../lib/todos'
import TodoList from './TodoList.vue'

vi.mock('../lib/todos')

const milk = { id: '1', content: 'Buy milk', isDone: false } as Todo
const newTodo = 'input[aria-label="New to-do"]'
const checkbox = 'input[type=checkbox]'

function backendHolds(todos: Todo[]) {
  vi.mocked(watchTodos).mockImplementation((onTodos) => {
    onTodos(todos)
    return () => {}
  })
}

async function mountList() {
  const list = mount(TodoList)
  await flushPromises()
  return list
}

beforeEach(() => {
  vi.resetAllMocks()
  backendHolds([milk])
})

test('says that it is loading', async () => {
  vi.mocked(watchTodos).mockReturnValue(() => {})
  const list = await mountList()
  expect(list.get('[role=status]').text()).toContain('Loading')
})

test('says when there is nothing to do', async () => {
  backendHolds([])
  const list = await mountList()
  expect(list.text()).toContain('Add the first to-do')
})

test('adds, completes and deletes to-dos', async () => {
  const list = await mountList()
  await list.get(newTodo).setValue(' Call Ada ')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(addTodo).toHaveBeenCalledWith('Call Ada')
  expect(list.get<HTMLInputElement>(newTodo).element.value).toBe('')

  await list.get(checkbox).setValue(true)
  expect(setTodoDone).toHaveBeenCalledWith('1', true)
  expect(list.get<HTMLInputElement>(checkbox).element.checked).toBe(true)

  vi.mocked(deleteTodo).mockResolvedValue()
  await list.get('button[aria-label="Delete Buy milk"]').trigger('click')
  expect(deleteTodo).toHaveBeenCalledWith('1')
})

test('two quick clicks on Add make one to-do', async () => {
  vi.mocked(addTodo).mockReturnValue(new Promise(() => {}))
  const list = await mountList()
  await list.get(newTodo).setValue('Call Ada')
  list.get('form').trigger('submit')
  list.get('form').trigger('submit')
  await flushPromises()
  expect(addTodo).toHaveBeenCalledOnce()
  expect(list.get<HTMLButtonElement>('form button').element.disabled).toBe(true)
})

test('says why a to-do could not be deleted', async () => {
  vi.mocked(deleteTodo).mockRejectedValue(new Error('Not Authorized'))
  const list = await mountList()
  await list.get('button[aria-label="Delete Buy milk"]').trigger('click')
  await flushPromises()
  expect(list.get('li [role=alert]').text()).toBe('Not Authorized')
})

test('shows what another window changed', async () => {
  const list = await mountList()
  const [onTodos] = vi.mocked(watchTodos).mock.lastCall!
  onTodos([{ ...milk, isDone: true }])
  await flushPromises()
  expect(list.get<HTMLInputElement>(checkbox).element.checked).toBe(true)
})

test('takes a completion back that the backend refused', async () => {
  vi.mocked(setTodoDone).mockRejectedValue(new Error('Not Authorized'))
  const list = await mountList()
  await list.get(checkbox).setValue(true)
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('Not Authorized')
  expect(list.get<HTMLInputElement>(checkbox).element.checked).toBe(false)
})

test('keeps what was typed and shows why it could not be added', async () => {
  vi.mocked(addTodo).mockRejectedValue(new Error('Not Authorized'))
  const list = await mountList()
  await list.get(newTodo).setValue('Call Ada')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('Not Authorized')
  expect(list.get<HTMLInputElement>(newTodo).element.value).toBe('Call Ada')
})

test('starts again after the live list broke', async () => {
  vi.mocked(watchTodos).mockImplementationOnce((_, onError) => {
    onError({ error: { errors: [{ message: 'Connection failed' }] } })
    return () => {}
  })
  const list = await mountList()
  expect(list.get('[role=alert]').text()).toContain('Connection failed')
  await list.get('[role=alert] button').trigger('click')
  expect(list.text()).toContain('Buy milk')
  expect(list.find('[role=alert]').exists()).toBe(false)
})

test('ends the live list when it is left', async () => {
  const stop = vi.fn<() => void>()
  vi.mocked(watchTodos).mockReturnValue(stop)
  const list = await mountList()
  list.unmount()
  expect(stop).toHaveBeenCalledOnce()
})
