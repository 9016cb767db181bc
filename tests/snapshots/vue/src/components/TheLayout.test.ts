import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { RouteRecordNormalized } from 'vue-router'
import { appTitle, home, screens } from '../lib/screens'
import { router } from '../router'
import NotFound from './NotFound.vue'
import TheLayout from './TheLayout.vue'

vi.spyOn(window, 'scrollTo').mockReturnValue()

// What the first screen shows is none of the layout's business.
const [{ components }] = router.resolve(home).matched as [RouteRecordNormalized]
components!.default = defineComponent(() => () => h('h1', 'First screen'))

async function open(address: string) {
  history.replaceState(null, '', address)
  const layout = mount(TheLayout, { slots: { default: 'ada@example.com' } })
  await router.replace(address)
  await flushPromises()
  return layout
}

test('the first address leads to the first screen', async () => {
  const layout = await open('/')
  expect(layout.get('main').text()).toBe('First screen')
  expect(location.pathname).toBe(home)
  expect(document.title).toBe(`${screens[0].title} · ${appTitle}`)
  expect(layout.get('header').text()).toContain('ada@example.com')
})

test('the navigation leads to every screen, and marks where one is', async () => {
  const layout = await open(home)
  const links = layout.findAll('nav a')
  expect(links.map((link) => link.attributes('href'))).toEqual(screens.map(({ path }) => path))
  expect(layout.get('[aria-current=page]').text()).toBe(screens[0].title)
})

test('every screen has a route', () => {
  for (const { path } of screens) {
    expect(router.resolve(path).matched[0]?.path).toBe(path)
  }
})

test('an unknown address says so, and leads back', async () => {
  const layout = await open('/nowhere/at/all')
  await vi.waitUntil(() => layout.findComponent(NotFound).exists())
  expect(layout.get('h1').text()).toBe('Nothing is here')
  expect(layout.get('main a').attributes('href')).toBe('/')
})

test('says so when the code of a screen cannot be loaded', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  router.addRoute({ path: '/broken', component: () => Promise.reject(new Error('Not found')) })
  const layout = await open(home)
  await router.push('/broken').catch(() => {})
  await flushPromises()
  expect(layout.get('[role=alert]').text()).toContain('Check your connection')
  expect(layout.get('[role=alert] a').attributes('href')).toBe('/broken')

  await router.push(home)
  await flushPromises()
  expect(layout.find('[role=alert]').exists()).toBe(false)
})
