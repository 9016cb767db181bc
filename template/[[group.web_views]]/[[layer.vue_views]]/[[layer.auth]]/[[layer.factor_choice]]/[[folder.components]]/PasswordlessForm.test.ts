import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { beginSignIn, confirmCode, firstFactors } from '../lib/first-factors'
import PasswordlessForm from './PasswordlessForm.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/first-factors')

const [factor = ''] = Object.keys(firstFactors)

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(beginSignIn).mockResolvedValue('The code that we sent')
})

async function begin() {
  const form = mount(PasswordlessForm, { attachTo: document.body })
  await form.get('input').setValue('ada@example.com')
  form.get<HTMLButtonElement>(`button[value=${factor}]`).element.click()
  await flushPromises()
  return form
}

test('asks for the code that was sent', async () => {
  const form = await begin()
  expect(beginSignIn).toHaveBeenCalledWith('ada@example.com', factor)
  expect(form.get('label').text()).toBe('The code that we sent')

  await form.get('input').setValue('12345678')
  await form.get('form').trigger('submit')
  expect(confirmCode).toHaveBeenCalledWith('12345678')
})

test('asks for a second factor after the first', async () => {
  vi.mocked(confirmCode).mockResolvedValue('The code that your authenticator app shows')
  const form = await begin()
  await form.get('input').setValue('12345678')
  await form.get('form').trigger('submit')
  await flushPromises()
  expect(form.get('label').text()).toBe('The code that your authenticator app shows')
  expect(form.get('input').element.value).toBe('')
})

test('says why a code was refused, and starts again', async () => {
  vi.mocked(confirmCode).mockRejectedValue(new Error('This code has expired.'))
  const form = await begin()
  await form.get('input').setValue('12345678')
  await form.get('form').trigger('submit')
  await flushPromises()
  expect(form.get('[role=alert]').text()).toBe('This code has expired.')

  await form.get('button.quiet').trigger('click')
  expect(form.find(`button[value=${factor}]`).exists()).toBe(true)
})

test('says why a way is not open, and offers the others', async () => {
  vi.mocked(beginSignIn).mockRejectedValue(new Error('Choose another'))
  const form = await begin()
  expect(form.get('[role=alert]').text()).toBe('Choose another')
  expect(form.find(`button[value=${factor}]`).exists()).toBe(true)
})
