import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { beginSignIn, confirmCode, firstFactors } from '../lib/first-factors'
import PasswordlessForm from './PasswordlessForm.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/first-factors')

const [factor = ''] = Object.keys(firstFactors)

beforeEach(() => {
  vi.resetAllMocks()
})

async function begin() {
  const form = mount(PasswordlessForm, { attachTo: document.body })
  await form.get('input').setValue('ada@example.com')
  form.get<HTMLButtonElement>(`button[value=${factor}]`).element.click()
  await flushPromises()
  return form
}

test('asks for the code that was sent', async () => {
  vi.mocked(beginSignIn).mockResolvedValue(true)
  const form = await begin()
  expect(beginSignIn).toHaveBeenCalledWith('ada@example.com', factor)

  await form.get('input').setValue('12345678')
  await form.get('form').trigger('submit')
  expect(confirmCode).toHaveBeenCalledWith('12345678')
})

test('says what went wrong, and starts again', async () => {
  vi.mocked(beginSignIn).mockRejectedValue(new Error('Choose another'))
  const form = await begin()
  expect(form.get('[role=alert]').text()).toBe('Choose another')
  expect(form.find(`button[value=${factor}]`).exists()).toBe(true)
})
