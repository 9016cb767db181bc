import { useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import type { Place } from '../lib/places'
import { PlaceMap } from './PlaceMap'

/** A search for places and addresses; the map shows the one that was chosen. */
export function PlaceSearch() {
  const [text, setText] = useState('')
  const [places, setPlaces] = useState<Place[]>()
  const [chosen, setChosen] = useState<Place>()
  const [isSearching, setSearching] = useState(false)
  const [error, setError] = useState<string>()

  async function search(event: SubmitEvent) {
    event.preventDefault()
    setSearching(true)
    setError(undefined)
    try {
      const { findPlaces } = await import('../lib/places')
      setPlaces(await findPlaces(text.trim()))
      setChosen(undefined)
    } catch (problem) {
      setError(messageOf(problem))
    }
    setSearching(false)
  }

  return (
    <>
      <form className="row" role="search" onSubmit={search}>
        <input
          className="grow"
          aria-label="Place or address"
          placeholder="Where to?"
          required
          pattern=".*\S.*"
          title="Some text"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button disabled={isSearching}>Search</button>
      </form>
      {isSearching && <p role="status">Searching …</p>}
      {error && <p role="alert">{error}</p>}
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
