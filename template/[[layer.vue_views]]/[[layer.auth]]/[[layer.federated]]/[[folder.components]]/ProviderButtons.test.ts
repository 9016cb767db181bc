import { mount } from '@vue/test-utils'
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

test('leaves the app for a provider', async () => {
  const buttons = mount(ProviderButtons)
  expect(buttons.get('button').text()).toBe('Sign in with Acme')
  await buttons.get('button').trigger('click')
  expect(signInWith).toHaveBeenCalledWith('acme')
})

test('says why somebody came back without being signed in', async () => {
  const buttons = mount(ProviderButtons)
  const [onFailure] = vi.mocked(watchRedirectFailures).mock.lastCall!
  onFailure(new Error('access denied'))
  await vi.waitUntil(() => buttons.find('[role=alert]').exists())
  expect(buttons.get('[role=alert]').text()).toBe('access denied')
})
