import { render, screen, userEvent } from '@testing-library/react-native'
import { Linking } from 'react-native'
import { KeyToCopy } from './KeyToCopy'

const key = { secret: 'K3Y', link: 'otpauth://totp/ada' }

test('a key is there to copy, and opens the authenticator app', async () => {
  const openURL = jest.spyOn(Linking, 'openURL').mockResolvedValueOnce(true)
  await render(<KeyToCopy of={key} />)
  expect(screen.getByText('K3Y')).toHaveProp('selectable', true)
  await userEvent.press(screen.getByRole('button', { name: 'Open the authenticator app' }))
  expect(openURL).toHaveBeenCalledWith('otpauth://totp/ada')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('says where no authenticator app is on the phone', async () => {
  jest.spyOn(Linking, 'openURL').mockRejectedValueOnce(new Error('Could not open URL'))
  await render(<KeyToCopy of={key} />)
  await userEvent.press(screen.getByRole('button', { name: 'Open the authenticator app' }))
  expect(screen.getByRole('alert')).toHaveTextContent(/No authenticator app is on this phone/)
})
