import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import TheWelcome from '../components/TheWelcome.vue'
import { appTitle, screens } from '../lib/screens'
import IndexPage from './index.vue'

vi.hoisted(() => vi.stubGlobal('definePageMeta', () => {}))

test('a visitor reads what the app offers, and can sign in', () => {
  const global = { components: { TheWelcome }, stubs: { NuxtLink: RouterLinkStub } }
  const page = mount(IndexPage, { global })
  expect(page.get('h1').text()).toBe(appTitle)
  expect(page.findAll('h2').map((title) => title.text())).toEqual(screens.map(({ title }) => title))
  expect(page.getComponent(RouterLinkStub).props('to')).toBe('/sign-in')
})
