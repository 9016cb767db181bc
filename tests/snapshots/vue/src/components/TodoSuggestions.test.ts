import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { suggestTodos } from '../lib/suggestions'
import { addTodo } from '../lib/todos'
import TodoSuggestions from './TodoSuggestions.vue'

vi.mock('../lib/suggestions')
vi.mock('../lib/todos')

beforeEach(() => {
  vi.resetAllMocks()
})

async function suggest() {
  const suggestions = mount(TodoSuggestions)
  await suggestions.get('input[aria-label=Goal]').setValue(' A garden ')
  await suggestions.get('form').trigger('submit')
  await flushPromises()
  return suggestions
}

test('adds what the model suggests', async () => {
  vi.mocked(suggestTodos).mockResolvedValue(['Dig', 'Plant'])
  const suggestions = await suggest()
  expect(suggestTodos).toHaveBeenCalledWith('A garden')
  await suggestions.get('button[aria-label="Add Dig"]').trigger('click')
  await flushPromises()
  expect(addTodo).toHaveBeenCalledWith('Dig')
  expect(suggestions.get('ul').text()).not.toContain('Dig')
  expect(suggestions.get('ul').text()).toContain('Plant')
})

test('says when nothing is left', async () => {
  vi.mocked(suggestTodos).mockResolvedValue([])
  expect((await suggest()).text()).toContain('Try another goal')
})

test('shows why the model did not answer', async () => {
  vi.mocked(suggestTodos).mockRejectedValue(new Error('The model is disabled'))
  const suggestions = await suggest()
  expect(suggestions.get('[role=alert]').text()).toContain('The model is disabled')
})

test('keeps a suggestion that could not be added', async () => {
  vi.mocked(suggestTodos).mockResolvedValue(['Dig'])
  vi.mocked(addTodo).mockRejectedValue(new Error('Not Authorized'))
  const suggestions = await suggest()
  await suggestions.get('button[aria-label="Add Dig"]').trigger('click')
  await flushPromises()
  expect(suggestions.get('[role=alert]').text()).toContain('Not Authorized')
  expect(suggestions.get('ul').text()).toContain('Dig')
})
