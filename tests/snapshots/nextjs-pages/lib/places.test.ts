import { GeoPlacesClient } from '@aws-sdk/client-geo-places'
import { expect, test, vi } from 'vitest'
import { findPlaces } from './places'

vi.mock('./location', () => ({ region: 'eu-west-1', credentials: () => {} }))

const send = vi.spyOn(GeoPlacesClient.prototype, 'send')

test('finds places by name', async () => {
  send.mockImplementation(async () => ({
    ResultItems: [
      {
        PlaceId: '1',
        Title: 'Cathedral',
        Address: { Label: 'Domkloster 4, Cologne' },
        Position: [6.96, 50.94],
      },
    ],
  }))
  expect(await findPlaces('Cologne Cathedral')).toEqual([
    {
      id: '1',
      name: 'Cathedral',
      address: 'Domkloster 4, Cologne',
      position: [6.96, 50.94],
      bounds: [6.96, 50.94, 6.96, 50.94],
    },
  ])
  expect(send.mock.calls[0]![0].input).toMatchObject({ QueryText: 'Cologne Cathedral' })
})

test('finds nothing where there is nothing', async () => {
  send.mockImplementation(async () => ({}))
  expect(await findPlaces('Nowhere')).toEqual([])
})
