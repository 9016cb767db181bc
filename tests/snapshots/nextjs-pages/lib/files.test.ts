import { getUrl } from 'aws-amplify/storage'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { formatSize, watchLink } from './files'

vi.mock('aws-amplify/storage')

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a link is renewed before it expires, until somebody stops it', async () => {
  vi.mocked(getUrl).mockImplementation(async () => ({
    url: new URL(`https://files.example/${Date.now()}`),
    expiresAt: new Date(Date.now() + 900_000),
  }))
  const links = new Set<string>()
  const fail = (error: unknown) => expect.fail(String(error))
  const stop = watchLink({ path: 'a', name: 'a', size: 1 }, (link) => links.add(link), fail)
  await vi.advanceTimersByTimeAsync(0)
  expect(links.size).toBe(1)
  await vi.advanceTimersByTimeAsync(840_000)
  expect(links.size).toBe(2)
  stop()
  await vi.advanceTimersByTimeAsync(1_800_000)
  expect(links.size).toBe(2)
})

test.each([
  [0, '0B'],
  [999, '999B'],
  [1200, '1.2kB'],
  [5_000_000, '5MB'],
])('%i bytes are shown as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
