import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import { openMap, type OpenMap } from '../lib/map'
import { findPlaces, type Place } from '../lib/places'
import PlaceView from './PlaceView.vue'

vi.mock('../lib/map', () => ({ openMap: vi.fn<typeof openMap>() }))
vi.mock('../lib/places', () => ({ findPlaces: vi.fn<typeof findPlaces>() }))

const backend = vi.hoisted(() => ({ local: undefined as { url: string } | undefined }))
vi.mock('../lib/outputs', () => ({
  get localBackend() {
    return backend.local
  },
}))

const cathedral: Place = {
  id: '1',
  name: 'Cologne Cathedral',
  address: 'Domkloster 4, 50667 Cologne',
  position: [6.96, 50.94],
  bounds: [6.95, 50.93, 6.97, 50.95],
}
const show = vi.fn<OpenMap['show']>(() => () => {})

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(openMap).mockResolvedValue({ show })
  backend.local = undefined
})

async function searchFor(view: VueWrapper, text: string) {
  await view.get('input').setValue(text)
  await view.get('form').trigger('submit')
  await vi.dynamicImportSettled()
  await flushPromises()
}

test('shows the place that was chosen', async () => {
  vi.mocked(findPlaces).mockResolvedValue([cathedral])
  const view = mount(PlaceView)
  await searchFor(view, ' Cathedral ')
  expect(findPlaces).toHaveBeenCalledWith('Cathedral')
  await view.get('li button').trigger('click')
  expect(view.get('output').text()).toBe('Domkloster 4, 50667 Cologne 50.94, 6.96')
  expect(show).toHaveBeenCalledWith(cathedral)
})

test('says that it found nothing', async () => {
  vi.mocked(findPlaces).mockResolvedValue([])
  const view = mount(PlaceView)
  await searchFor(view, 'Nowhere')
  expect(view.text()).toContain('No place found')
})

test('keeps what was typed and shows why the search failed', async () => {
  vi.mocked(findPlaces).mockRejectedValue(new Error('Not Authorized'))
  const view = mount(PlaceView)
  await searchFor(view, 'Cathedral')
  expect(view.get('[role=alert]').text()).toContain('Not Authorized')
  expect(view.get('input').element.value).toBe('Cathedral')
})

test('opens the map again after it failed', async () => {
  vi.mocked(openMap).mockRejectedValueOnce(new Error('No map'))
  const view = mount(PlaceView)
  await vi.waitFor(() => expect(view.get('[role=alert]').text()).toContain('No map'))
  await view.get('[role=alert] button').trigger('click')
  expect(view.find('[role=alert]').exists()).toBe(false)
  await vi.waitFor(() => expect(openMap).toHaveBeenCalledTimes(2))
})

test('closes the map when it is left', async () => {
  const view = mount(PlaceView)
  await vi.waitFor(() => expect(openMap).toHaveBeenCalled())
  const signal = vi.mocked(openMap).mock.lastCall![1]
  expect(signal.aborted).toBe(false)
  view.unmount()
  expect(signal.aborted).toBe(true)
})

test('says what the backend on this machine lacks', () => {
  backend.local = { url: 'http://127.0.0.1:20002' }
  const view = mount(PlaceView)
  expect(view.text()).toMatch(/not available on this machine.*npm run sandbox/)
  expect(openMap).not.toHaveBeenCalled()
})
