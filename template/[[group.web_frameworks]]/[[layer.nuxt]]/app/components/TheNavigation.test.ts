import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import BaseIcon from './BaseIcon.vue'
import TheNavigation from './TheNavigation.vue'

const app = vi.hoisted(() => {
  const screen = (name: string) => ({ path: `/${name}`, title: name, offer: '', icon: 'M0 0' })
  return { screens: [screen('files'), screen('todos')] }
})
vi.mock('../lib/screens', () => app)

const global = { components: { BaseIcon }, stubs: { NuxtLink: RouterLinkStub } }

test('leads to every screen', () => {
  const links = mount(TheNavigation, { global }).findAllComponents(RouterLinkStub)
  expect(links.map((link) => link.props('to'))).toEqual(['/files', '/todos'])
  expect(links.map((link) => link.text())).toEqual(['files', 'todos'])
})

test('is not there for a single screen', () => {
  app.screens.pop()
  expect(mount(TheNavigation, { global }).find('nav').exists()).toBe(false)
})
