import { render, screen, userEvent } from '@testing-library/react-native'
import { addPasskey, deletePasskey, listPasskeys } from '../lib/passkeys'
import { PasskeyList } from './PasskeyList'

jest.mock('../lib/amplify', () => ({}))
jest.mock('../lib/passkeys')

const phone = { id: '1', name: 'Phone', createdAt: new Date('2026-03-01T12:00:00Z') }
const user = userEvent.setup()

beforeEach(() => {
  jest.resetAllMocks()
  jest.mocked(listPasskeys).mockResolvedValue([])
})

test('adds and deletes passkeys', async () => {
  await render(<PasskeyList />)
  expect(screen.getByText('No passkeys yet.')).toBeOnTheScreen()

  jest.mocked(listPasskeys).mockResolvedValue([phone])
  await user.press(screen.getByRole('button', { name: 'Add a passkey' }))
  expect(addPasskey).toHaveBeenCalledTimes(1)
  expect(screen.getByText(/^Phone, since .*2026/)).toBeOnTheScreen()

  jest.mocked(listPasskeys).mockResolvedValue([])
  await user.press(screen.getByRole('button', { name: 'Delete Phone' }))
  expect(deletePasskey).toHaveBeenCalledWith('1')
  expect(screen.getByText('No passkeys yet.')).toBeOnTheScreen()
})

test('says why there is no new passkey', async () => {
  jest.mocked(addPasskey).mockRejectedValue(new Error('The operation was cancelled'))
  await render(<PasskeyList />)
  await user.press(screen.getByRole('button', { name: 'Add a passkey' }))
  expect(screen.getByRole('alert')).toHaveTextContent('The operation was cancelled')
})

test('says why it shows none, and asks again', async () => {
  jest.mocked(listPasskeys).mockRejectedValueOnce(new Error('NotAuthorizedException'))
  await render(<PasskeyList />)
  expect(screen.getByRole('alert')).toHaveTextContent('NotAuthorizedException')
  await user.press(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('No passkeys yet.')).toBeOnTheScreen()
})
