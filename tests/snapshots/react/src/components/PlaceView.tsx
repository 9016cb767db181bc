import { localBackend } from '../lib/outputs'
import { PlaceSearch } from './PlaceSearch'
import { UnavailableLocally } from './UnavailableLocally'

/** Maps and places of Amazon Location Service. */
export function PlaceView() {
  return (
    <section aria-labelledby="places">
      <h1 id="places">Places</h1>
      {localBackend ? <UnavailableLocally what="Maps and places" /> : <PlaceSearch />}
    </section>
  )
}
