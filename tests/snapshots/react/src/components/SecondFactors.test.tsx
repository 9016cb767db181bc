import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { confirmKey, makeKey } from '../lib/authenticator-app'
import { enabledFactors, turnFactor } from '../lib/second-factors'
import { SecondFactors } from './SecondFactors'

vi.mock('../lib/amplify', () => ({}))
vi.mock('../lib/second-factors')
vi.mock('../lib/authenticator-app')

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(enabledFactors).mockResolvedValue([])
})

test('an authenticator app counts after a code of it', async () => {
  vi.mocked(makeKey).mockResolvedValue({ secret: 'K3Y', link: 'otpauth://totp', picture: 'data:,' })
  render(<SecondFactors />)
  await userEvent.click(await screen.findByRole('button', { name: 'Turn Authenticator app on' }))
  expect(await screen.findByText('K3Y')).toBeVisible()
  expect(turnFactor).not.toHaveBeenCalled()

  vi.mocked(confirmKey).mockRejectedValueOnce(new Error('Code mismatch'))
  await userEvent.type(screen.getByLabelText('The code that the app shows'), '123456{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Code mismatch')

  vi.mocked(enabledFactors).mockResolvedValue(['TOTP'])
  await userEvent.click(screen.getByRole('button', { name: 'Confirm' }))
  expect(turnFactor).toHaveBeenCalledWith('TOTP', true)
  expect(await screen.findByRole('button', { name: 'Turn Authenticator app off' })).toBeVisible()
})

test('a factor can be turned off again', async () => {
  vi.mocked(enabledFactors).mockResolvedValueOnce(['TOTP'])
  render(<SecondFactors />)
  await userEvent.click(await screen.findByRole('button', { name: 'Turn Authenticator app off' }))
  expect(turnFactor).toHaveBeenCalledWith('TOTP', false)
  expect(await screen.findByRole('button', { name: 'Turn Authenticator app on' })).toBeVisible()
})

test('says why a factor cannot be used', async () => {
  vi.mocked(turnFactor).mockRejectedValue(new Error('User has no phone number'))
  vi.mocked(enabledFactors).mockResolvedValue(['TOTP'])
  render(<SecondFactors />)
  await userEvent.click(await screen.findByRole('button', { name: 'Turn Authenticator app off' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('User has no phone number')
})
