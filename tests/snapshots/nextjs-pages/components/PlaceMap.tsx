import { useEffect, useReducer, useRef, useState } from 'react'
import { messageOf } from '../lib/errors'
import type { OpenMap } from '../lib/map'
import type { Place } from '../lib/places'

/** A map that marks `place`. MapLibre is loaded when it is shown, in the browser only. */
export function PlaceMap({ place }: { place?: Place }) {
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<OpenMap>()
  const [error, setError] = useState<string>()
  const [attempt, open] = useReducer((attempt: number) => attempt + 1, 0)

  useEffect(() => {
    const closing = new AbortController()
    const { signal } = closing
    const report = (problem: unknown) => {
      if (!signal.aborted) setError(messageOf(problem))
    }
    import('../lib/map')
      .then(({ openMap }) => openMap(container.current!, signal, report))
      .then(setMap)
      .catch(report)
    return () => closing.abort()
  }, [attempt])

  useEffect(() => place && map?.show(place), [map, place])

  function retry() {
    setError(undefined)
    open()
  }

  return (
    <>
      <div className="map" ref={container} />
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
    </>
  )
}
