import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import App from './App.vue'
import './components/SignedIn.vue' // the app loads it on demand; a test need not wait for that
import { appTitle, home, screens } from './lib/screens'

const outputs = vi.hoisted(() => ({ hasBackend: false }))
vi.mock('./lib/amplify', () => ({}))
vi.mock('./lib/outputs', () => outputs)

beforeEach(() => {
  outputs.hasBackend = true
  history.replaceState(null, '', '/')
})

test('a visitor reads what the app offers, and can sign in', async () => {
  const app = mount(App)
  expect(app.get('h1').text()).toBe(appTitle)
  expect(app.findAll('h2').map((title) => title.text())).toEqual(screens.map(({ title }) => title))
  await app.get('button').trigger('click')
  await vi.waitUntil(() => app.find('[role=tab]').exists())
})

test('a visitor who opens a screen is led to the sign-in form', async () => {
  history.replaceState(null, '', home)
  const app = mount(App)
  await vi.waitUntil(() => app.find('[role=tab]').exists())
  expect(location.pathname).toBe(home)
})

test('without a backend, the app says how to connect one', async () => {
  outputs.hasBackend = false
  const app = mount(App)
  await flushPromises()
  expect(app.get('h1').text()).toBe('Connect a backend')
  expect(app.text()).toContain('npm run sandbox')
})
