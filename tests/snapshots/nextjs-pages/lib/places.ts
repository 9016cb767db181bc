import { GeocodeCommand, GeoPlacesClient } from '@aws-sdk/client-geo-places'
import { credentials, region } from './location'

export interface Place {
  id: string
  name: string
  address: string
  /** Longitude and latitude. */
  position: [number, number]
  /** West, south, east and north of the area that it covers. */
  bounds: [number, number, number, number]
}

/** The places and addresses that fit best to what somebody typed. */
export async function findPlaces(text: string): Promise<Place[]> {
  const client = new GeoPlacesClient({ region, credentials })
  const { ResultItems = [] } = await client.send(
    new GeocodeCommand({ QueryText: text, MaxResults: 5, Language: navigator.language }),
  )
  return ResultItems.map(({ PlaceId, Title, Address, Position, MapView }) => {
    const [longitude = 0, latitude = 0] = Position ?? []
    const [west = longitude, south = latitude, east = longitude, north = latitude] = MapView ?? []
    return {
      id: PlaceId ?? '',
      name: Title ?? '',
      address: Address?.Label ?? '',
      position: [longitude, latitude],
      bounds: [west, south, east, north],
    }
  })
}
