import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { addPasskey, deletePasskey, listPasskeys } from '../lib/passkeys'
import PasskeyList from './PasskeyList.vue'

vi.mock('../lib/passkeys')

const laptop = { id: '1', name: 'Laptop', createdAt: new Date('2026-03-01T12:00:00Z') }

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(listPasskeys).mockResolvedValue([])
})

test('adds and deletes passkeys', async () => {
  const list = mount(PasskeyList)
  await flushPromises()
  expect(list.text()).toContain('No passkeys yet.')

  vi.mocked(listPasskeys).mockResolvedValue([laptop])
  await list.get('button').trigger('click')
  await flushPromises()
  expect(addPasskey).toHaveBeenCalled()
  expect(list.get('li').text()).toMatch(/^Laptop, since .*2026/)

  vi.mocked(listPasskeys).mockResolvedValue([])
  await list.get('button[aria-label="Delete Laptop"]').trigger('click')
  await flushPromises()
  expect(deletePasskey).toHaveBeenCalledWith('1')
  expect(list.text()).toContain('No passkeys yet.')
})

test('says why there is no new passkey', async () => {
  vi.mocked(addPasskey).mockRejectedValue(new Error('The operation was cancelled'))
  const list = mount(PasskeyList)
  await flushPromises()
  await list.get('button').trigger('click')
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('cancelled')
})
