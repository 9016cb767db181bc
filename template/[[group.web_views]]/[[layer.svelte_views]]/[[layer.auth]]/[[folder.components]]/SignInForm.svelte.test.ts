import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import SignInForm from './SignInForm.svelte'

test('the arrow keys change between signing in and creating an account', async () => {
  render(SignInForm)
  await screen.findByLabelText('Password')
  const [tabs] = screen.getAllByRole('tablist') // the official ones, which nobody sees, come after
  const tab = (name: string) => within(tabs).getByRole('tab', { name, selected: true })
  tab('Sign In').focus()

  await userEvent.keyboard('{ArrowRight}')
  expect(tab('Create Account')).toHaveFocus()
  expect(await screen.findByLabelText('Confirm Password')).toBeVisible()

  await userEvent.keyboard('{ArrowRight}')
  expect(tab('Sign In')).toHaveFocus()
})
