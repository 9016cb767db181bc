import { A } from '@solidjs/router'

export default function NotFound() {
  return (
    <section aria-labelledby="not-found">
      <h1 id="not-found">Nothing is here</h1>
      <p>
        No screen has this address. <A href="/">Go back to the start</A>
      </p>
    </section>
  )
}
