import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { functions } from '../lib/functions'
import FunctionCalls from './FunctionCalls.vue'

vi.mock('../lib/data', () => ({ client: {} }))

const [first] = functions
const name = first!.name
const call = vi.spyOn(first!, 'call')

test('shows what the function answers', async () => {
  call.mockResolvedValue('Hello, Ada!')
  const calls = mount(FunctionCalls)
  await calls.get(`input[aria-label="Your name, for ${name}"]`).setValue('Ada')
  await calls.get('form').trigger('submit')
  await flushPromises()
  expect(calls.get('output').text()).toBe('Hello, Ada!')
  expect(call).toHaveBeenCalledWith('Ada')
})

test('shows why the function could not be called', async () => {
  call.mockRejectedValue(new Error('Task timed out after 3.00 seconds'))
  const calls = mount(FunctionCalls)
  await calls.get('form').trigger('submit')
  await flushPromises()
  expect(calls.get('[role=alert]').text()).toContain('Task timed out')
})
