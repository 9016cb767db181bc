import { render, screen } from '@testing-library/react-native'
import { Amplify } from 'aws-amplify'
import { getCurrentUser } from 'aws-amplify/auth'
import { SignedIn } from './SignedIn'

jest.mock('../lib/amplify', () => ({}))
jest.mock('../lib/outputs', () => ({ hasBackend: true }))
jest.mock('aws-amplify/auth')
jest.mock('./Workspace', () => ({ Workspace: () => null }))

beforeEach(() => {
  jest.mocked(getCurrentUser).mockRejectedValue(new Error('Nobody'))
  Amplify.configure({
    version: '1.4',
    auth: {
      aws_region: 'eu-central-1',
      user_pool_id: 'eu-central-1_a1B2c3D4e',
      user_pool_client_id: '1h57kf5cpq17m0eml12example',
      username_attributes: ['email'],
      user_verification_types: ['email'],
    },
  })
})

test('a visitor is asked for an e-mail address and a password', async () => {
  await render(<SignedIn />)
  expect(await screen.findByText('Forgot Password?')).toBeOnTheScreen()
  expect(screen.getByPlaceholderText('Enter your Email')).toBeOnTheScreen()
  expect(screen.getByPlaceholderText('Enter your Password')).toBeOnTheScreen()
})
