import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { createItem, listItems } from '$lib/items'
import ItemList from './ItemList.svelte'

vi.mock('$lib/items')

test('shows the items of the API', async () => {
  vi.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  render(ItemList)
  expect(await screen.findByText('Binoculars')).toBeVisible()
})

test('says when there are none', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  render(ItemList)
  expect(await screen.findByText('No items yet.')).toBeVisible()
})

test('sends an item and shows what the API answers', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  vi.mocked(createItem).mockResolvedValue({ id: '7', name: 'Lantern' })
  render(ItemList)
  await userEvent.type(screen.getByLabelText('New item'), 'Lantern{Enter}')
  expect(await screen.findByText(/Lantern, with the id 7/)).toBeVisible()
  expect(createItem).toHaveBeenCalledWith('Lantern')
})

test('shows why an item was refused', async () => {
  vi.mocked(listItems).mockResolvedValue([])
  vi.mocked(createItem).mockRejectedValue(new Error('Send the name of the item.'))
  render(ItemList)
  await userEvent.click(screen.getByRole('button', { name: 'Create' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Send the name of the item.')
})

test('tries again when the items could not be read', async () => {
  vi.mocked(listItems).mockRejectedValueOnce(new Error('Forbidden'))
  render(ItemList)
  expect(await screen.findByRole('alert')).toHaveTextContent('Forbidden')
  vi.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Binoculars')).toBeVisible()
})
