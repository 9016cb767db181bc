import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { defineAsyncComponent, h } from 'vue'
import ErrorBoundary from './ErrorBoundary.vue'

const problem = new Error('Failed to fetch dynamically imported module')

beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue()
})

test('shows what is inside', () => {
  const page = mount(ErrorBoundary, { slots: { default: () => h('p', 'All is well') } })
  expect(page.text()).toBe('All is well')
})

test('says so when a part of the page cannot be drawn', async () => {
  const Broken = () => {
    throw problem
  }
  const page = mount(ErrorBoundary, { slots: { default: () => h(Broken) } })
  await flushPromises()
  expect(page.get('h1').text()).toBe('This page could not be loaded')
})

test('says so when a part of the page cannot be loaded', async () => {
  const Missing = defineAsyncComponent(() => Promise.reject(problem))
  const page = mount(ErrorBoundary, { slots: { default: () => h(Missing) } })
  await flushPromises()
  expect(page.get('[role=alert]').text()).toContain('Check your connection')
  expect(page.get('button').text()).toBe('Reload')
  expect(console.error).toHaveBeenCalledWith(problem)
})

test('leaves the page as it is when an event handler fails', async () => {
  const errorHandler = vi.fn<() => void>()
  const onClick = () => {
    throw problem
  }
  const Save = () => h('button', { onClick }, 'Save')
  const page = mount(ErrorBoundary, {
    slots: { default: () => h(Save) },
    global: { config: { errorHandler } },
  })
  await page.get('button').trigger('click')
  expect(page.text()).toBe('Save')
  expect(errorHandler).toHaveBeenCalledOnce()
})
