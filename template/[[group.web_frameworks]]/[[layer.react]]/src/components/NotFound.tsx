import { Link } from 'react-router'

export function NotFound() {
  return (
    <section aria-labelledby="not-found">
      <h1 id="not-found">Nothing is here</h1>
      <p>
        No screen has this address. <Link to="/">Go back to the start</Link>
      </p>
    </section>
  )
}
