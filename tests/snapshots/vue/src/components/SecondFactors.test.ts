import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { confirmKey, makeKey } from '../lib/authenticator-app'
import { enabledFactors, turnFactor } from '../lib/second-factors'
import SecondFactors from './SecondFactors.vue'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/second-factors')
vi.mock('../lib/authenticator-app')

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(enabledFactors).mockResolvedValue([])
})

/** The list, after the button of this name was pressed. */
async function press(name: string) {
  const list = mount(SecondFactors, { attachTo: document.body })
  await flushPromises()
  await list.get(`button[aria-label="${name}"]`).trigger('click')
  await flushPromises()
  return list
}

test('an authenticator app counts after a code of it', async () => {
  vi.mocked(makeKey).mockResolvedValue({ secret: 'K3Y', link: 'otpauth://totp', picture: 'data:,' })
  const list = await press('Turn Authenticator app on')
  expect(list.get('code').text()).toBe('K3Y')
  expect(turnFactor).not.toHaveBeenCalled()

  vi.mocked(confirmKey).mockRejectedValueOnce(new Error('Code mismatch'))
  await list.get('input').setValue('123456')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(list.get('[role=alert]').text()).toBe('Code mismatch')

  vi.mocked(enabledFactors).mockResolvedValue(['TOTP'])
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(turnFactor).toHaveBeenCalledWith('TOTP', true)
  expect(list.find('button[aria-label="Turn Authenticator app off"]').exists()).toBe(true)
})

test('a factor can be turned off again', async () => {
  vi.mocked(enabledFactors).mockResolvedValueOnce(['TOTP'])
  const list = await press('Turn Authenticator app off')
  expect(turnFactor).toHaveBeenCalledWith('TOTP', false)
  expect(list.find('button[aria-label="Turn Authenticator app on"]').exists()).toBe(true)
})

test('says why a factor cannot be used', async () => {
  vi.mocked(turnFactor).mockRejectedValue(new Error('User has no phone number'))
  vi.mocked(enabledFactors).mockResolvedValue(['TOTP'])
  const list = await press('Turn Authenticator app off')
  expect(list.get('[role=alert]').text()).toBe('User has no phone number')
})
