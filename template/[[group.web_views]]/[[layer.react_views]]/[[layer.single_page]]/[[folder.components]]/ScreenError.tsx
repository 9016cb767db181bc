/** Shown when the code of a screen cannot be loaded, or fails. */
export function ScreenError() {
  return (
    <section aria-labelledby="screen-error">
      <h1 id="screen-error">This screen could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={() => location.reload()}>Reload</button>
    </section>
  )
}
