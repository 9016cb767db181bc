import type * as lib from '../lib/items'
import { render } from '../testing/render'
import { ItemList, ITEMS } from './item-list'

describe('ItemList', () => {
  const items = {
    listItems: vi.fn<typeof lib.listItems>(),
    createItem: vi.fn<typeof lib.createItem>(),
  }
  const open = () => render(ItemList, { provide: ITEMS, useValue: items })

  beforeEach(() => {
    items.listItems.mockResolvedValue([])
  })

  it('shows the items of the API', async () => {
    items.listItems.mockResolvedValue([{ id: '1', name: 'Binoculars' }])
    const { text } = await open()
    expect(text('li')).toBe('Binoculars')
  })

  it('says when there are none', async () => {
    const { text } = await open()
    expect(text('.empty')).toBe('No items yet.')
  })

  it('sends an item and shows what the API answers', async () => {
    items.createItem.mockResolvedValue({ id: '7', name: 'Lantern' })
    const { text, type, submit } = await open()
    await type('input', 'Lantern')
    await submit()
    expect(text('output')).toContain('Lantern, with the id 7')
    expect(items.createItem).toHaveBeenCalledWith('Lantern')
  })

  it('shows why an item was refused', async () => {
    items.createItem.mockRejectedValue(new Error('Send the name of the item.'))
    const { text, submit } = await open()
    await submit()
    expect(text('[role=alert]')).toBe('Send the name of the item.')
  })

  it('tries again when the items could not be read', async () => {
    items.listItems.mockRejectedValueOnce(new Error('Forbidden'))
    const { text, click } = await open()
    expect(text('[role=alert]')).toContain('Forbidden')
    items.listItems.mockResolvedValue([{ id: '1', name: 'Binoculars' }])
    await click('[role=alert] button')
    expect(text('li')).toBe('Binoculars')
  })
})
