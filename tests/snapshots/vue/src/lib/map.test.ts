import { MapLibreMap } from 'maplibre-gl'
import { beforeEach, expect, test, vi } from 'vitest'
import { messageOf } from './errors'
import { openMap } from './map'

const transformRequest = vi.hoisted(() => (url: string) => ({ url }))

vi.mock('maplibre-gl')
vi.mock('@aws/amazon-location-utilities-auth-helper', () => ({
  withCredentialProvider: async () => ({
    getMapAuthenticationOptions: () => ({ transformRequest }),
  }),
}))
vi.mock('./location', () => ({ region: 'eu-west-1', credentials: () => {} }))

// Hoisted, because the module asks for the colors when it is loaded.
const dark = vi.hoisted(() => {
  const dark = Object.assign(new EventTarget(), { matches: false })
  vi.stubGlobal('matchMedia', () => dark)
  return dark
})
type Report = (event: { error: { status: number; message: string } }) => void

const container = document.createElement('div')
const closing = new AbortController()
const onError = vi.fn<(problem: unknown) => void>()

beforeEach(() => {
  vi.clearAllMocks()
  dark.matches = false
})

/** What the map was made with. */
const options = () => vi.mocked(MapLibreMap).mock.calls[0]![0]
const map = () => vi.mocked(MapLibreMap).mock.instances[0]!

test('opens the standard map, signed for the person', async () => {
  await openMap(container, closing.signal, onError)
  const { host, pathname, searchParams } = new URL(String(options().style))
  expect(host + pathname).toBe('maps.geo.eu-west-1.amazonaws.com/v2/styles/Standard/descriptor')
  expect(searchParams.get('color-scheme')).toBe('Light')
  expect(options().transformRequest).toBe(transformRequest)
})

test('follows the colors that the person prefers', async () => {
  await openMap(container, closing.signal, onError)
  dark.matches = true
  dark.dispatchEvent(new Event('change'))
  expect(map().setStyle).toHaveBeenCalledWith(expect.stringContaining('color-scheme=Dark'))
})

test('tells what failed, without the address that was asked', async () => {
  await openMap(container, closing.signal, onError)
  const [, report] = vi.mocked(map().on).mock.calls[0]! as unknown as [string, Report]
  report({ error: { status: 403, message: 'AJAXError: Forbidden (403): https://secret' } })
  report({ error: { status: 0, message: 'AJAXError: Failed to fetch (0): https://secret' } })
  expect(onError.mock.calls.map(([problem]) => messageOf(problem))).toEqual([
    'The map is not available (status 403).',
    'The backend cannot be reached. Check your connection and try again.',
  ])
})

test('is gone when it is closed', async () => {
  const closing = new AbortController()
  await openMap(container, closing.signal, onError)
  closing.abort()
  expect(map().remove).toHaveBeenCalled()
})

test('does not open when it was closed before', async () => {
  await expect(openMap(container, AbortSignal.abort(), onError)).rejects.toThrow('abort')
  expect(MapLibreMap).not.toHaveBeenCalled()
})
