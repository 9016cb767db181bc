import { ErrorBoundary, type ParentProps } from 'solid-js'

/** Says so when a part of the page cannot be loaded or drawn, instead of leaving it blank. */
export default function PageBoundary(props: ParentProps) {
  return <ErrorBoundary fallback={failed}>{props.children}</ErrorBoundary>
}

function failed(problem: unknown) {
  console.error(problem)
  return (
    <main class="notice">
      <h1>This page could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={() => location.reload()}>Reload</button>
    </main>
  )
}
