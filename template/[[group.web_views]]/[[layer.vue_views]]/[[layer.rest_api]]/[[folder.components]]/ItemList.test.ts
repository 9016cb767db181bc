import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { createItem, listItems } from '../lib/items'
import ItemList from './ItemList.vue'

vi.mock('../lib/items')

async function mounted() {
  const list = mount(ItemList)
  await flushPromises()
  return list
}

test('shows the items of the API', async () => {
  vi.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  expect((await mounted()).get('li').text()).toBe('Binoculars')
})

test('says when there are none', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  expect((await mounted()).get('.empty').text()).toBe('No items yet.')
})

test('sends an item and shows what the API answers', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  vi.mocked(createItem).mockResolvedValue({ id: '7', name: 'Lantern' })
  const list = await mounted()
  await list.get('input').setValue('Lantern')
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(list.get('output').text()).toContain('Lantern, with the id 7')
  expect(createItem).toHaveBeenCalledWith('Lantern')
})

test('shows why an item was refused', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  vi.mocked(createItem).mockRejectedValue(new Error('Send the name of the item.'))
  const list = await mounted()
  await list.get('form').trigger('submit')
  await flushPromises()
  expect(list.get('[role=alert]').text()).toBe('Send the name of the item.')
})

test('tries again when the items could not be read', async () => {
  vi.mocked(listItems).mockRejectedValueOnce(new Error('Forbidden'))
  const list = await mounted()
  expect(list.get('[role=alert]').text()).toContain('Forbidden')
  vi.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  await list.get('[role=alert] button').trigger('click')
  await flushPromises()
  expect(list.get('li').text()).toBe('Binoculars')
})
