import { render, screen, userEvent } from '@testing-library/react-native'
import { signOut } from 'aws-amplify/auth'
import { personName } from '../lib/person'
import { Account } from './Account'

jest.mock('../lib/amplify', () => ({}))
jest.mock('../lib/person')
jest.mock('aws-amplify/auth')

beforeEach(() => {
  jest.resetAllMocks()
  jest.mocked(personName).mockResolvedValue('ada@example.com')
})

test('shows who is signed in, and signs them out', async () => {
  jest.mocked(signOut).mockResolvedValue()
  await render(<Account />)
  expect(screen.getByText('ada@example.com')).toBeOnTheScreen()
  await userEvent.press(screen.getByRole('button', { name: 'Sign out' }))
  expect(signOut).toHaveBeenCalledTimes(1)
})

test('says why somebody could not be signed out', async () => {
  jest.mocked(signOut).mockRejectedValue(new Error('Too many requests'))
  await render(<Account />)
  await userEvent.press(screen.getByRole('button', { name: 'Sign out' }))
  expect(screen.getByRole('alert')).toHaveTextContent('Too many requests')
})

test('lets people sign out whose name it cannot find out', async () => {
  jest.mocked(personName).mockRejectedValue(new Error('NetworkError'))
  await render(<Account />)
  expect(screen.getByText('Signed in')).toBeOnTheScreen()
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeEnabled()
})
