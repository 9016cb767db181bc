import { render, screen, userEvent } from '@testing-library/react-native'
import * as flow from '../lib/sign-in-flow'
import { SignInForm } from './SignInForm'

jest.mock('../lib/sign-in-flow')
jest.mock('../lib/amplify', () => ({}))

const go = jest.fn<ReturnType<flow.Way['go']>, [flow.Answers]>()
const user = userEvent.setup()

const email: flow.Screen['fields'][number] = {
  name: 'username',
  label: 'Email',
  type: 'email',
  autocomplete: 'username',
  isRequired: true,
}

beforeEach(() => {
  jest.resetAllMocks()
  jest.mocked(flow.signInScreen).mockReturnValue({
    tab: 'signIn',
    fields: [email],
    ways: [{ label: 'Sign in', go }],
    exits: [{ label: 'Forgot your password?', go }],
  })
  jest.mocked(flow.signUpScreen).mockReturnValue({
    tab: 'signUp',
    fields: [{ ...email, name: 'nickname', label: 'Nickname', isRequired: false }],
    ways: [{ label: 'Create Account', go }],
    exits: [],
  })
})

const press = (name: string) => user.press(screen.getByRole('button', { name }))

test('offers to sign in, and to create an account', async () => {
  await render(<SignInForm />)
  expect(screen.getByRole('tab', { name: 'Sign In', selected: true })).toBeOnTheScreen()
  await user.press(screen.getByRole('tab', { name: 'Create Account' }))
  expect(screen.getByRole('tab', { name: 'Create Account', selected: true })).toBeOnTheScreen()
  expect(screen.getByText('Nickname (optional)')).toBeOnTheScreen()
  expect(screen.queryByLabelText('Email')).toBeNull()
})

test('draws one screen after the other, with what was typed', async () => {
  go.mockResolvedValueOnce({
    title: 'Enter your code',
    text: 'We sent you a code.',
    notice: 'We sent another code.',
    fields: [
      {
        name: 'code',
        label: 'Code',
        type: 'text',
        autocomplete: 'one-time-code',
        isRequired: true,
        isNumeric: true,
      },
    ],
    ways: [{ label: 'Confirm', go }],
    exits: [],
  })
  await render(<SignInForm />)
  await user.type(screen.getByLabelText('Email'), ' ada@example.com ', { submitEditing: true })
  expect(go).toHaveBeenCalledWith({ username: 'ada@example.com' })
  expect(screen.getByRole('heading', { name: 'Enter your code' })).toBeOnTheScreen()
  expect(screen.getByText('We sent another code.')).toBeOnTheScreen()
  expect(screen.getByLabelText('Code')).toHaveProp('inputMode', 'numeric')
  expect(screen.queryByRole('tab')).toBeNull()

  await user.type(screen.getByLabelText('Code'), '123456')
  await press('Confirm')
  expect(go).toHaveBeenLastCalledWith({ code: '123456' })
})

test('goes on when all is there that is required', async () => {
  await render(<SignInForm />)
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled()
  await user.type(screen.getByLabelText('Email'), 'ada@example.com')
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled()
})

test('says why it does not go on, until somebody goes another way', async () => {
  go.mockRejectedValueOnce(new Error('Incorrect username or password.'))
  await render(<SignInForm />)
  await user.type(screen.getByLabelText('Email'), 'ada@example.com', { submitEditing: true })
  expect(screen.getByRole('alert')).toHaveTextContent('Incorrect username or password.')
  await user.press(screen.getByRole('tab', { name: 'Create Account' }))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a way out knows what was typed', async () => {
  await render(<SignInForm />)
  await user.type(screen.getByLabelText('Email'), 'ada@example.com')
  await press('Forgot your password?')
  expect(go).toHaveBeenCalledWith({ username: 'ada@example.com' })
})
