import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { providers, signInWith } from '../lib/providers'
import { watchRedirectFailures } from '../lib/redirect-failures'
import ProviderButtons from './ProviderButtons.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/providers')
vi.mock('../lib/redirect-failures')

beforeEach(() => {
  providers.acme = 'Acme'
  vi.mocked(watchRedirectFailures).mockReturnValue(() => {})
})

test('leaves the app for a provider, or says why not', async () => {
  const buttons = mount(ProviderButtons)
  expect(buttons.get('button').text()).toBe('Sign in with Acme')
  vi.mocked(signInWith).mockRejectedValueOnce(new Error('There is already a signed in user'))
  await buttons.get('button').trigger('click')
  expect(signInWith).toHaveBeenCalledWith('acme')
  await flushPromises()
  expect(buttons.get('[role=alert]').text()).toBe('There is already a signed in user')
})

test('says why somebody came back without being signed in', async () => {
  const buttons = mount(ProviderButtons)
  const [onFailure] = vi.mocked(watchRedirectFailures).mock.lastCall!
  onFailure(new Error('access denied'))
  await flushPromises()
  expect(buttons.get('[role=alert]').text()).toBe('access denied')
})
