import { getRewrittenUrl, unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { currentUser } from '@/lib/amplify-server'
import { home } from '@/lib/screens'
import { config, proxy } from './proxy'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
vi.mock('@/lib/outputs', () => outputs)
vi.mock('@/lib/amplify-server', () => ({ currentUser: vi.fn() }))

/** Where a request for this page ends. */
async function endOf(path: string) {
  const response = await proxy(new NextRequest(`http://localhost:3000${path}`))
  const url = response.headers.get('location') ?? getRewrittenUrl(response)
  return url ? new URL(url).pathname : path
}

const pages = ['/', '/sign-in', home, '/a-page-that-you-add']

beforeEach(() => {
  outputs.hasBackend = true
})

test.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  [home, '/sign-in'],
  ['/a-page-that-you-add', '/sign-in'],
])('a visitor who asks for %s sees %s', async (path, end) => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  expect(await endOf(path)).toBe(end)
})

test('the address of a page stays while a visitor signs in', async () => {
  vi.mocked(currentUser).mockResolvedValue(undefined)
  const response = await proxy(new NextRequest(`http://localhost:3000${home}?sort=newest`))
  expect(response.headers.get('location')).toBeNull()
  expect(getRewrittenUrl(response)).toBe('http://localhost:3000/sign-in')
})

test.each([
  ['/', home],
  ['/sign-in', home],
  [home, home],
  ['/a-page-that-you-add', '/a-page-that-you-add'],
])('a person who is signed in and asks for %s sees %s', async (path, end) => {
  vi.mocked(currentUser).mockResolvedValue({ username: 'ada', userId: '1' })
  expect(await endOf(path)).toBe(end)
})

test.each(pages)('while nobody can tell who asks, %s is left to say so', async (path) => {
  vi.mocked(currentUser).mockRejectedValue(new Error('A network error has occurred.'))
  expect(await endOf(path)).toBe(path)
})

test.each(pages)('without a backend, %s says how to connect one', async (path) => {
  outputs.hasBackend = false
  const response = await proxy(new NextRequest(`http://localhost:3000${path}`))
  expect(getRewrittenUrl(response)).toBe('http://localhost:3000/connect')
})

test.each<[string, boolean]>([
  ['/', true],
  ['/sign-in', true],
  [home, true],
  ['/apiary', true],
  ['/api/webhook', false],
  ['/_next/static/chunks/main.js', false],
  ['/icon.svg', false],
])('asks who it is at %s: %s', (url, isAsked) => {
  expect(unstable_doesMiddlewareMatch({ config, url })).toBe(isAsked)
})
