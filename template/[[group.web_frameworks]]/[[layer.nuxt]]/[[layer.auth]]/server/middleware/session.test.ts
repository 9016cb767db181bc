import { beforeEach, expect, test, vi } from 'vitest'
import { home } from '../../app/lib/screens'
import session from './session'

const outputs = vi.hoisted(() => ({ hasBackend: true }))
const currentUser = vi.hoisted(() => vi.fn())
vi.mock('../../app/lib/outputs', () => outputs)
vi.hoisted(() => {
  vi.stubGlobal('currentUser', currentUser)
  vi.stubGlobal('defineEventHandler', (handler: unknown) => handler)
  vi.stubGlobal('getRequestURL', ({ path }: { path: string }) => new URL(path, 'http://localhost'))
  vi.stubGlobal('sendRedirect', (_event: unknown, location: string) => location)
  vi.stubGlobal('setResponseHeader', () => {})
})

const ada = { userId: '1', username: 'ada@example.com' }

/** Where a request for this page ends, and for whom. */
async function endOf(path: string) {
  const event = { path, context: {} as { user?: object } }
  const end = (await session(event as never)) ?? path
  return [end, event.context.user]
}

beforeEach(() => {
  outputs.hasBackend = true
  currentUser.mockReset().mockResolvedValue(undefined)
})

test.each([
  ['/', '/'],
  ['/sign-in', '/sign-in'],
  [home, `/sign-in?${new URLSearchParams({ from: home })}`],
  ['/a-page?sort=newest', '/sign-in?from=%2Fa-page%3Fsort%3Dnewest'],
])('a visitor who asks for %s sees %s', async (path, end) => {
  expect(await endOf(path)).toEqual([end, undefined])
})

test.each([
  ['/', home, undefined],
  ['/sign-in', home, undefined],
  [home, home, ada],
  ['/a-page-that-you-add', '/a-page-that-you-add', ada],
])('a person who is signed in and asks for %s sees %s', async (path, end, user) => {
  currentUser.mockResolvedValue(ada)
  expect(await endOf(path)).toEqual([end, user])
})

test('while nobody can tell who asks, visitors see their pages, and all others say so', async () => {
  const problem = new Error('A network error has occurred.')
  currentUser.mockRejectedValue(problem)
  expect(await endOf('/')).toEqual(['/', undefined])
  await expect(endOf(home)).rejects.toBe(problem)
})

test('without a backend, every page says how to connect one', async () => {
  outputs.hasBackend = false
  expect(await endOf(home)).toEqual([home, undefined])
})

test.each<[string, boolean]>([
  ['/', true],
  [home, true],
  ['/apiary', true],
  ['/api/webhook', false],
  ['/_nuxt/entry.js', false],
  ['/__nuxt_error', false],
  ['/favicon.svg', false],
])('asks who it is at %s: %s', async (path, isAsked) => {
  await endOf(path)
  expect(currentUser.mock.calls.length > 0).toBe(isAsked)
})
