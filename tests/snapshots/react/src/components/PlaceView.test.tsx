import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { openMap, type OpenMap } from '../lib/map'
import { findPlaces, type Place } from '../lib/places'
import { PlaceView } from './PlaceView'

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

async function searchFor(text: string) {
  await userEvent.type(screen.getByLabelText('Place or address'), `${text}{Enter}`)
}

test('shows the place that was chosen', async () => {
  vi.mocked(findPlaces).mockResolvedValue([cathedral])
  render(<PlaceView />)
  await searchFor(' Cathedral ')
  expect(findPlaces).toHaveBeenCalledWith('Cathedral')
  await userEvent.click(await screen.findByRole('button', { name: 'Cologne Cathedral' }))
  expect(screen.getByText(/Domkloster 4/)).toHaveTextContent('50.94, 6.96')
  expect(show).toHaveBeenCalledWith(cathedral)
})

test('says that it found nothing', async () => {
  vi.mocked(findPlaces).mockResolvedValue([])
  render(<PlaceView />)
  await searchFor('Nowhere')
  expect(await screen.findByText(/No place found/)).toBeVisible()
})

test('keeps what was typed and shows why the search failed', async () => {
  vi.mocked(findPlaces).mockRejectedValue(new Error('Not Authorized'))
  render(<PlaceView />)
  await searchFor('Cathedral')
  expect(await screen.findByRole('alert')).toHaveTextContent('Not Authorized')
  expect(screen.getByLabelText('Place or address')).toHaveValue('Cathedral')
})

test('opens the map again after it failed', async () => {
  vi.mocked(openMap).mockRejectedValueOnce(new Error('No map'))
  render(<PlaceView />)
  expect(await screen.findByRole('alert')).toHaveTextContent('No map')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.queryByRole('alert')).toBeNull()
  await vi.waitFor(() => expect(openMap).toHaveBeenCalledTimes(2))
})

test('closes the map when it is left', async () => {
  const { unmount } = render(<PlaceView />)
  await vi.waitFor(() => expect(openMap).toHaveBeenCalled())
  const signal = vi.mocked(openMap).mock.lastCall![1]
  expect(signal.aborted).toBe(false)
  unmount()
  expect(signal.aborted).toBe(true)
})

test('says what the backend on this machine lacks', () => {
  backend.local = { url: 'http://127.0.0.1:20002' }
  render(<PlaceView />)
  expect(screen.getByText(/not available on this machine/)).toHaveTextContent('npm run sandbox')
  expect(openMap).not.toHaveBeenCalled()
})
