import { render, screen, userEvent } from '@testing-library/react-native'
import { createItem, listItems } from '../lib/items'
import { ItemList } from './ItemList'

jest.mock('../lib/items')

const user = userEvent.setup()

beforeEach(() => {
  jest.resetAllMocks()
  jest.mocked(listItems).mockResolvedValue([])
})

test('shows the items of the API', async () => {
  jest.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  await render(<ItemList />)
  expect(screen.getByText('Binoculars')).toBeOnTheScreen()
})

test('says when there are none', async () => {
  await render(<ItemList />)
  expect(screen.getByText('No items yet.')).toBeOnTheScreen()
})

test('sends an item and shows what the API answers', async () => {
  jest.mocked(createItem).mockResolvedValue({ id: '7', name: 'Lantern' })
  await render(<ItemList />)
  await user.type(screen.getByLabelText('New item'), ' Lantern ', { submitEditing: true })
  expect(screen.getByText(/Lantern, with the id 7/)).toBeOnTheScreen()
  expect(createItem).toHaveBeenCalledWith('Lantern')
  expect(screen.getByLabelText('New item')).toHaveDisplayValue('')
})

test('keeps what was typed and shows why an item was refused', async () => {
  jest.mocked(createItem).mockRejectedValue(new Error('Send the name of the item.'))
  await render(<ItemList />)
  await user.type(screen.getByLabelText('New item'), 'Lantern')
  await user.press(screen.getByRole('button', { name: 'Create' }))
  expect(screen.getByRole('alert')).toHaveTextContent('Send the name of the item.')
  expect(screen.getByLabelText('New item')).toHaveDisplayValue('Lantern')
})

test('tries again when the items could not be read', async () => {
  jest.mocked(listItems).mockRejectedValueOnce(new Error('Forbidden'))
  await render(<ItemList />)
  expect(screen.getByRole('alert')).toHaveTextContent('Forbidden')
  jest.mocked(listItems).mockResolvedValue([{ id: '1', name: 'Binoculars' }])
  await user.press(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('Binoculars')).toBeOnTheScreen()
})
