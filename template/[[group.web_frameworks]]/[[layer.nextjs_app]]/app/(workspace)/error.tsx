'use client'

import { useEffect } from 'react'

interface Props {
  error: unknown
  retry: () => void
}

/** In place of a screen that could not be put together. */
export default function ScreenError({ error, retry }: Props) {
  useEffect(() => {
    console.error(error)
  }, [error])

  return (
    <section>
      <h1>This screen could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={retry}>Try again</button>
    </section>
  )
}
