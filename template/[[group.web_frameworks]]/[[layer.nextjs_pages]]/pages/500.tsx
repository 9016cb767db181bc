/** Shown when the server could not put a page together, for example because it does not reach the backend. */
export default function ServerErrorPage() {
  return (
    <main className="notice">
      <h1>This page could not be loaded</h1>
      <p>Something is wrong on our side. Try again in a moment.</p>
      <button onClick={() => location.reload()}>Try again</button>
    </main>
  )
}
