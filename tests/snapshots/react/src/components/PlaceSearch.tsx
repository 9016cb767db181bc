import { useState } from 'react'
import { textOf, useAction, useText } from '../lib/hooks'
import type { Place } from '../lib/places'
import { PlaceMap } from './PlaceMap'
import { Problem } from './Problem'

/** A search for places and addresses; the map shows the one that was chosen. */
export function PlaceSearch() {
  const { input } = useText()
  const [places, setPlaces] = useState<Place[]>()
  const [chosen, setChosen] = useState<Place>()
  const search = useAction(async (form: FormData) => {
    const { findPlaces } = await import('../lib/places')
    setPlaces(await findPlaces(textOf(form)))
    setChosen(undefined)
  })

  return (
    <>
      <form className="row" role="search" action={search.run}>
        <input
          className="grow"
          aria-label="Place or address"
          placeholder="Where to?"
          required
          pattern=".*\S.*"
          title="Some text"
          maxLength={200}
          {...input}
        />
        <button disabled={search.isPending}>Search</button>
      </form>
      {search.isPending && <p role="status">Searching …</p>}
      <Problem error={search.error} />
      {places?.length === 0 && <p role="status">No place found. Try other words.</p>}
      {!!places?.length && (
        <ul className="choices" aria-label="Places found">
          {places.map((place) => (
            <li key={place.id}>
              <button
                className="quiet"
                aria-pressed={place === chosen}
                onClick={() => setChosen(place)}
              >
                {place.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && (
        <output>
          {chosen.address} <small>{chosen.position.toReversed().join(', ')}</small>
        </output>
      )}
      <PlaceMap place={chosen} />
    </>
  )
}
