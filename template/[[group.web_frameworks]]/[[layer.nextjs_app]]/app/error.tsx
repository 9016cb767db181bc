'use client'

import { useEffect } from 'react'

interface Props {
  error: unknown
  retry: () => void
}

/** In place of a page that could not be put together, for example because the server does not reach the backend. */
export default function ErrorPage({ error, retry }: Props) {
  useEffect(() => {
    console.error(error)
  }, [error])

  return (
    <main className="notice">
      <h1>This page could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={retry}>Try again</button>
    </main>
  )
}
