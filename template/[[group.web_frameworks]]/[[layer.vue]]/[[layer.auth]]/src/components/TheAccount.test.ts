import { flushPromises, mount } from '@vue/test-utils'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { openAnew } from '../lib/page'
import { personName } from '../lib/person'
import TheAccount from './TheAccount.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/page')
vi.mock('../lib/person')
vi.mock('aws-amplify/auth')

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(personName).mockResolvedValue('ada@example.com')
})

test('says who is signed in', async () => {
  const account = mount(TheAccount)
  await flushPromises()
  expect(account.get('.who').text()).toBe('ada@example.com')
})

test('says that somebody is signed in when it does not know who', async () => {
  vi.mocked(personName).mockRejectedValue(new Error('Failed to fetch'))
  const account = mount(TheAccount)
  await flushPromises()
  expect(account.get('.who').text()).toBe('Signed in')
})

test('opens the first page anew when somebody is signed out', async () => {
  const account = mount(TheAccount)
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledWith('/')
  account.unmount()
  Hub.dispatch('auth', { event: 'signedOut' })
  expect(openAnew).toHaveBeenCalledOnce()
})

test('signs out once, or says why not', async () => {
  vi.mocked(signOut).mockRejectedValue(new Error('Failed to fetch'))
  const account = mount(TheAccount)
  account.get('button').trigger('click')
  account.get('button').trigger('click')
  await flushPromises()
  expect(signOut).toHaveBeenCalledOnce()
  expect(account.get('[role=alert]').text()).toContain('The backend cannot be reached')
})
