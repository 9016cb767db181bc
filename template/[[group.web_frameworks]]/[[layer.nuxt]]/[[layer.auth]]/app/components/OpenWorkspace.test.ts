import { flushPromises, mount } from '@vue/test-utils'
import { signOut } from 'aws-amplify/auth'
import { expect, test, vi } from 'vitest'
import { me } from '../lib/me'
import { openAnew } from '../lib/page'
import { home } from '../lib/screens'
import OpenWorkspace from './OpenWorkspace.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/me')
vi.mock('../lib/page')
vi.mock('aws-amplify/auth')

test('opens the workspace when the server sees the person too', async () => {
  vi.mocked(me).mockResolvedValue({ userId: '1', username: 'ada@example.com' })
  history.replaceState(null, '', '/sign-in')
  const shown = mount(OpenWorkspace)
  expect(shown.get('[role=status]').text()).toContain('Opening your workspace')
  await flushPromises()
  expect(openAnew).toHaveBeenCalledWith(home)
})

test.each([
  ['/a-page?sort=newest', '/a-page?sort=newest'],
  ['https://elsewhere.example/', home],
  ['//elsewhere.example/', home],
  ['/\\elsewhere.example/', home],
  ['javascript:alert()', home],
  ['https://', home],
])('whoever asked for %s is led to %s', async (from, page) => {
  vi.mocked(me).mockResolvedValue({ userId: '1', username: 'ada@example.com' })
  history.replaceState(null, '', `/sign-in?${new URLSearchParams({ from })}`)
  mount(OpenWorkspace)
  await flushPromises()
  expect(openAnew).toHaveBeenLastCalledWith(page)
})

test.each([
  ['sees nobody', () => Promise.resolve(null)],
  ['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
])('says so when the server %s', async (_, answer) => {
  vi.mocked(me).mockImplementation(answer)
  const shown = mount(OpenWorkspace)
  await flushPromises()
  expect(shown.get('[role=alert]').text()).toContain('The server could not confirm')
  await shown.get('button').trigger('click')
  expect(signOut).toHaveBeenCalled()
})
