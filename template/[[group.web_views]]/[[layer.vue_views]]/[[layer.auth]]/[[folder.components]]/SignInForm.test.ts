import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import SignInForm from './SignInForm.vue'

test('the arrow keys change between signing in and creating an account', async () => {
  const form = mount(SignInForm, { attachTo: document.body })
  await vi.waitUntil(() => form.find('[role=tab]').exists())
  expect(form.get('[aria-selected=true]').text()).toBe('Sign In')

  await form.get('[aria-selected=true]').trigger('keydown', { key: 'ArrowRight' })
  expect(document.activeElement?.textContent).toBe('Create Account')
  expect(form.get('[aria-selected=true]').text()).toBe('Create Account')
  await vi.waitUntil(() => form.find('[name=confirm_password]').exists())

  await form.get('[aria-selected=true]').trigger('keydown', { key: 'ArrowRight' })
  expect(document.activeElement?.textContent).toBe('Sign In')
})
