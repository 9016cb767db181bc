import { expect, test, vi } from 'vitest'
import { currentUser } from './amplify-server'
import { requireUser } from './session'

vi.mock('next/headers', () => ({ cookies: vi.fn() }))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('./amplify-server', () => ({ currentUser: vi.fn() }))

test('a page knows whom it is for', async () => {
  const ada = { userId: '1', username: 'ada@example.com' }
  vi.mocked(currentUser).mockResolvedValue(ada)
  expect(await requireUser()).toEqual(ada)
})

test('visitors are led to the sign-in form', async () => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  const digest = expect.stringContaining(';/sign-in;')
  await expect(requireUser()).rejects.toMatchObject({ digest })
})
