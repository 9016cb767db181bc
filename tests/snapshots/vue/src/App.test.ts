import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import App from './App.vue'
import './components/SignedIn.vue' // the app loads it on demand; a test need not wait for that

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)
vi.mock('./components/TheWorkspace.vue', () => ({ default: () => null }))

beforeEach(() => {
  outputs.hasBackend = true
})

test('a visitor is welcomed, and can sign in', () => {
  const app = mount(App)
  expect(app.get('h1').text()).toBe('Field notes')
  expect(app.get('button').text()).toContain('Sign in')
})

test('without a backend, the app says how to connect one', async () => {
  outputs.hasBackend = false
  const app = mount(App)
  await flushPromises()
  expect(app.get('h1').text()).toBe('Connect a backend')
  expect(app.text()).toContain('npm run sandbox')
})
