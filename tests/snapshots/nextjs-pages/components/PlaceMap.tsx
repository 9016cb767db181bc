import { useCallback, useEffect, useRef, useState } from 'react'
import { useLive, type Watch } from '../lib/hooks'
import type { OpenMap } from '../lib/map'
import type { Place } from '../lib/places'
import { Problem } from './Problem'

/** A map that marks `place`. MapLibre is loaded when it is shown, in the browser only. */
export function PlaceMap({ place }: { place?: Place }) {
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const watch = useCallback<Watch<OpenMap>>((onOpen, onError) => {
    const closing = new AbortController()
    import('../lib/map')
      .then(({ openMap }) => openMap(container.current!, closing.signal, onError))
      .then(onOpen, onError)
    return () => closing.abort()
  }, [])
  const { error, retry } = useLive(watch, setMap)

  useEffect(() => place && map?.show(place), [map, place])

  return (
    <>
      <div className="map" ref={container} />
      <Problem error={error} onRetry={retry} />
    </>
  )
}
