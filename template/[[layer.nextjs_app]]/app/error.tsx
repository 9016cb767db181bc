'use client'

/** Shown when the server could not put a page together, for example because it does not reach the backend. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <main className="notice">
      <h1>This page could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={retry}>Try again</button>
    </main>
  )
}
