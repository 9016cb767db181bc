import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { beginSignIn, confirmCode, firstFactors } from '$lib/first-factors'
import PasswordlessForm from './PasswordlessForm.svelte'

vi.mock('$lib/amplify', () => ({}))
vi.mock('$lib/first-factors')

const [[factor, name]] = Object.entries(firstFactors)

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(beginSignIn).mockResolvedValue('The code that we sent')
})

async function begin() {
  render(PasswordlessForm)
  await userEvent.type(screen.getByRole('textbox'), ' ada@example.com')
  await userEvent.click(screen.getByRole('button', { name }))
}

test('asks for the code that was sent', async () => {
  await begin()
  expect(beginSignIn).toHaveBeenCalledWith('ada@example.com', factor)
  await userEvent.type(screen.getByLabelText('The code that we sent'), '12345678{Enter}')
  expect(confirmCode).toHaveBeenCalledWith('12345678')
})

test('asks for a second factor after the first', async () => {
  vi.mocked(confirmCode).mockResolvedValue('The code that your authenticator app shows')
  await begin()
  await userEvent.type(screen.getByRole('textbox'), '12345678{Enter}')
  expect(await screen.findByLabelText(/authenticator app/)).toHaveValue('')
})

test('says why a code was refused, and starts again', async () => {
  vi.mocked(confirmCode).mockRejectedValue(new Error('This code has expired.'))
  await begin()
  await userEvent.type(screen.getByRole('textbox'), '12345678{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('This code has expired.')
  await userEvent.click(screen.getByRole('button', { name: 'Start again' }))
  expect(screen.getByRole('button', { name })).toBeEnabled()
})

test('says why a way is not open, and offers the others', async () => {
  vi.mocked(beginSignIn).mockRejectedValue(new Error('Choose another'))
  await begin()
  expect(await screen.findByRole('alert')).toHaveTextContent('Choose another')
  expect(screen.getByRole('button', { name })).toBeEnabled()
})
