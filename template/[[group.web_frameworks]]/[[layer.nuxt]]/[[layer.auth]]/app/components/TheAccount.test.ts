import { flushPromises, mount } from '@vue/test-utils'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { me } from '../lib/me'
import { openAnew, reload } from '../lib/page'
import TheAccount from './TheAccount.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/me')
vi.mock('../lib/page')
vi.mock('aws-amplify/auth')

const ada = { userId: '1', username: 'ada@example.com' }
const bob = { userId: '2', username: 'bob@example.com' }
const account = () => mount(TheAccount, { props: { user: ada } })

beforeEach(() => {
  vi.resetAllMocks()
})

test('says who is signed in', () => {
  expect(account().get('.who').text()).toBe('ada@example.com')
})

test('opens the first page anew when somebody is signed out', () => {
  const shown = account()
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledWith('/')
  shown.unmount()
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledOnce()
})

test('signs out once, or says why not', async () => {
  vi.mocked(signOut).mockRejectedValue(new Error('Failed to fetch'))
  const shown = account()
  shown.get('button').trigger('click')
  shown.get('button').trigger('click')
  await flushPromises()
  expect(signOut).toHaveBeenCalledOnce()
  expect(shown.get('[role=alert]').text()).toContain('The backend cannot be reached')
})

test.each([
  ['nobody', null],
  ['somebody else', bob],
])('loads the page again when the server sees %s', async (_, user) => {
  vi.mocked(me).mockResolvedValue(user)
  account()
  dispatchEvent(new Event('focus'))
  await flushPromises()
  expect(reload).toHaveBeenCalledOnce()
})

test.each([
  ['the server sees the same person', () => Promise.resolve(ada)],
  ['the server cannot be asked', () => Promise.reject(new TypeError('Failed to fetch'))],
])('stays as it is while %s', async (_, answer) => {
  vi.mocked(me).mockImplementation(answer)
  account()
  dispatchEvent(new Event('focus'))
  await flushPromises()
  expect(me).toHaveBeenCalledOnce()
  expect(reload).not.toHaveBeenCalled()
})
