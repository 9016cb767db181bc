import type { NextApiRequest, NextApiResponse } from 'next'
import { expect, test, vi } from 'vitest'
import { currentUser } from '@/lib/amplify-server'
import handler from '@/pages/api/me'

vi.mock('@/lib/amplify-server', () => ({ currentUser: vi.fn() }))

/** The status and the body of the answer. */
async function answer() {
  const json = vi.fn()
  const status = vi.fn(() => ({ json }))
  const response = { setHeader: vi.fn(), status }
  await handler({} as NextApiRequest, response as unknown as NextApiResponse)
  return [...status.mock.calls, ...json.mock.calls].flat()
}

test('tells a person who they are', async () => {
  const ada = { userId: '1', username: 'ada@example.com' }
  vi.mocked(currentUser).mockResolvedValue(ada)
  expect(await answer()).toEqual([200, ada])
})

test('knows no visitor', async () => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  expect(await answer()).toEqual([401, null])
})
