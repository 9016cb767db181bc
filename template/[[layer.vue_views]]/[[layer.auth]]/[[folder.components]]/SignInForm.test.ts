import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import SignInForm from './SignInForm.vue'

test('the arrow keys change between signing in and creating an account', async () => {
  const form = mount(SignInForm, { attachTo: document.body })
  await vi.waitUntil(() => form.find('[role=tab]').exists())
  expect(form.get('[aria-selected=true]').text()).toBe('Sign In')

  await form.get('[aria-selected=true]').trigger('keydown', { key: 'ArrowRight' })
  expect(document.activeElement?.textContent).toBe('Create Account')
  await vi.waitUntil(() => form.get('[aria-selected=true]').text() === 'Create Account')
})

test('only what can be used is a stop of the Tab key', async () => {
  const form = mount(SignInForm)
  await vi.waitUntil(() => form.find('[role=tab]').exists())
  expect(form.find('div[tabindex]').exists()).toBe(false)
})
