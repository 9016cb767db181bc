import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { NuxtError } from '#app'
import ErrorPage from './error.vue'

const page = (status: number) => mount(ErrorPage, { props: { error: { status } as NuxtError } })

test('an unknown address says so, and leads back', () => {
  expect(page(404).get('h1').text()).toBe('Nothing is here')
  expect(page(404).get('a').attributes('href')).toBe('/')
})

test('a page that could not be put together says so', () => {
  expect(page(500).get('[role=alert]').text()).toContain('Check your connection')
})
