import { withCredentialProvider } from '@aws/amazon-location-utilities-auth-helper'
import { MapLibreMap, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { credentials, region } from './location'
import type { Place } from './places'

// A bundler cannot find the worker by itself.
setWorkerUrl(new URL('maplibre-gl/dist/maplibre-gl-worker.mjs', import.meta.url).href)

const dark = matchMedia('(prefers-color-scheme: dark)')

/** The standard map of Amazon Location Service, in the colors that the person prefers. */
function style() {
  const url = new URL(`https://maps.geo.${region}.amazonaws.com/v2/styles/Standard/descriptor`)
  url.searchParams.set('color-scheme', dark.matches ? 'Dark' : 'Light')
  return url.href
}

/** Opens a map of the world in `container`, until `signal` aborts. */
export async function openMap(
  container: HTMLElement,
  signal: AbortSignal,
  onError: (problem: unknown) => void,
) {
  const helper = await withCredentialProvider(credentials, region)
  signal.throwIfAborted()
  const map = new MapLibreMap({
    container,
    style: style(),
    center: [10, 30],
    zoom: 1,
    cooperativeGestures: true,
    ...helper.getMapAuthenticationOptions(),
  })
  map.addControl(new NavigationControl({ showCompass: false }))
  map.on('error', ({ error }) => onError(explain(error)))
  dark.addEventListener('change', () => map.setStyle(style()), { signal })
  signal.addEventListener('abort', () => map.remove())

  return {
    /** Marks a place and moves the map there; gives the function that takes the mark away. */
    show({ position, bounds }: Place): () => void {
      const marker = new Marker().setLngLat(position).addTo(map)
      map.fitBounds(bounds, { maxZoom: 16 })
      return () => marker.remove()
    },
  }
}

export type OpenMap = Awaited<ReturnType<typeof openMap>>

/** What MapLibre says of a failed request ends in its address, which is signed. */
function explain(error: { message: string; status?: number }): unknown {
  if (error.status === undefined) return error
  if (error.status === 0) return { name: 'NetworkError' }
  return new Error(`The map is not available (status ${error.status}).`)
}
