import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { currentUser } from '@/lib/amplify-server'
import { proxy } from './proxy'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('@/lib/outputs', () => outputs)
vi.mock('@/lib/amplify-server', () => ({ currentUser: vi.fn() }))

/** Where a request for this page ends. */
async function endOf(path: string) {
  const response = await proxy(new NextRequest(`http://localhost:3000${path}`))
  const location = response.headers.get('location')
  return location ? new URL(location).pathname : path
}

beforeEach(() => {
  outputs.hasBackend = true
})

test.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  ['/workspace', '/sign-in'],
])('a visitor who asks for %s sees %s', async (path, end) => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  expect(await endOf(path)).toBe(end)
})

test.each(['/', '/sign-in', '/workspace'])(
  'a person who is signed in and asks for %s sees the workspace',
  async (path) => {
    vi.mocked(currentUser).mockResolvedValue({ username: 'ada', userId: '1' })
    expect(await endOf(path)).toBe('/workspace')
  },
)

test.each(['/', '/sign-in', '/workspace'])(
  'while nobody can tell who asks, %s is left to say so',
  async (path) => {
    vi.mocked(currentUser).mockRejectedValue(new Error('A network error has occurred.'))
    expect(await endOf(path)).toBe(path)
  },
)

test.each(['/', '/sign-in', '/workspace'])(
  'without a backend, %s leads to the page that says so',
  async (path) => {
    outputs.hasBackend = false
    expect(await endOf(path)).toBe('/')
  },
)
