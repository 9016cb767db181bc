import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { addPasskey, deletePasskey, listPasskeys } from '$lib/passkeys'
import PasskeyList from './PasskeyList.svelte'

vi.mock('$lib/passkeys')

const laptop = { id: '1', name: 'Laptop', createdAt: new Date('2026-03-01T12:00:00Z') }

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(listPasskeys).mockResolvedValue([])
})

test('adds and deletes passkeys', async () => {
  render(PasskeyList)
  expect(await screen.findByText('No passkeys yet.')).toBeVisible()

  vi.mocked(listPasskeys).mockResolvedValue([laptop])
  await userEvent.click(screen.getByRole('button', { name: 'Add a passkey' }))
  expect(addPasskey).toHaveBeenCalled()
  expect(await screen.findByText(/^Laptop, since .*2026/)).toBeVisible()

  vi.mocked(listPasskeys).mockResolvedValue([])
  await userEvent.click(screen.getByRole('button', { name: 'Delete Laptop' }))
  expect(deletePasskey).toHaveBeenCalledWith('1')
  expect(await screen.findByText('No passkeys yet.')).toBeVisible()
})

test('says why there is no new passkey', async () => {
  vi.mocked(addPasskey).mockRejectedValue(new Error('The operation was cancelled'))
  render(PasskeyList)
  await userEvent.click(screen.getByRole('button', { name: 'Add a passkey' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('cancelled')
})
