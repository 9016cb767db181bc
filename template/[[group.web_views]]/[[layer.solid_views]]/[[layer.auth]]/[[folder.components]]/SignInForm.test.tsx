import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import * as flow from '../lib/sign-in-flow'
import SignInForm from './SignInForm'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/sign-in-flow', { spy: true })

const go = vi.fn<flow.Way['go']>()

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(flow.signInScreen).mockReturnValue({
    tab: 'signIn',
    fields: [
      {
        name: 'username',
        label: 'Email',
        type: 'email',
        autocomplete: 'username',
        isRequired: true,
      },
    ],
    ways: [{ label: 'Sign in', go }],
    exits: [{ label: 'Forgot your password?', go }],
  })
})

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

test('the arrow keys change between signing in and creating an account', async () => {
  render(() => <SignInForm />)
  screen.getByRole('tab', { name: 'Sign In' }).focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('tab', { selected: true })).toHaveTextContent('Create Account')
  expect(screen.getByRole('tab', { selected: true })).toHaveFocus()
  expect(screen.getByLabelText('Confirm Password')).toBeVisible()
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tab', { name: 'Sign In' })).toHaveFocus()
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
  render(() => <SignInForm />)
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.com{Enter}')
  expect(go).toHaveBeenCalledWith({ username: 'ada@example.com' })
  expect(await screen.findByRole('heading', { name: 'Enter your code' })).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('We sent another code.')
  expect(screen.getByLabelText('Code')).toHaveAttribute('inputmode', 'numeric')
  expect(screen.queryByRole('tab')).toBeNull()

  await userEvent.type(screen.getByLabelText('Code'), '123456')
  await press('Confirm')
  expect(go).toHaveBeenLastCalledWith({ code: '123456' })
})

test('says why it does not go on, until somebody goes another way', async () => {
  go.mockRejectedValueOnce(new Error('Incorrect username or password.'))
  render(() => <SignInForm />)
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.com{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Incorrect username')
  await userEvent.click(screen.getByRole('tab', { name: 'Create Account' }))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a way out knows what was typed', async () => {
  render(() => <SignInForm />)
  await userEvent.type(screen.getByLabelText('Email'), 'ada@example.com')
  await press('Forgot your password?')
  expect(go).toHaveBeenCalledWith({ username: 'ada@example.com' })
})
