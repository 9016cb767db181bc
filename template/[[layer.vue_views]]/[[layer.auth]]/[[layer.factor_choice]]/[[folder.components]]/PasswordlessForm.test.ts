import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { beginSignIn, confirmCode } from '../lib/first-factors'
import PasswordlessForm from './PasswordlessForm.vue'

vi.mock('../lib/first-factors', () => ({
  firstFactors: { EMAIL_OTP: 'Send a code by e-mail', WEB_AUTHN: 'Use a passkey' },
  beginSignIn: vi.fn(),
  confirmCode: vi.fn(),
}))

beforeEach(() => void vi.resetAllMocks())

async function begin(factor: string) {
  const form = mount(PasswordlessForm, { attachTo: document.body })
  await form.get('input').setValue('ada@example.com')
  form.get<HTMLButtonElement>(`button[value=${factor}]`).element.click()
  await flushPromises()
  return form
}

test('asks for the code that was sent', async () => {
  vi.mocked(beginSignIn).mockResolvedValue(true)
  const form = await begin('EMAIL_OTP')
  expect(beginSignIn).toHaveBeenCalledWith('ada@example.com', 'EMAIL_OTP')

  await form.get('input').setValue('12345678')
  await form.get('form').trigger('submit')
  expect(confirmCode).toHaveBeenCalledWith('12345678')
})

test('says what went wrong, and starts again', async () => {
  vi.mocked(beginSignIn).mockRejectedValue(new Error('Choose another'))
  const form = await begin('WEB_AUTHN')
  expect(form.get('[role=alert]').text()).toBe('Choose another')
  expect(form.find('button[value=EMAIL_OTP]').exists()).toBe(true)
})
