import { useLocation } from '@solidjs/router'
import { createEffect, on } from 'solid-js'

interface Props {
  problem: unknown
  /** Somebody opens another screen. */
  onLeave: () => void
}

/** Shown when the code of a screen cannot be loaded, or fails. */
export default function ScreenError(props: Props) {
  const here = useLocation()
  createEffect(() => console.error(props.problem))
  createEffect(
    on(
      () => here.pathname,
      () => props.onLeave(),
      { defer: true },
    ),
  )

  return (
    <section aria-labelledby="screen-error">
      <h1 id="screen-error">This screen could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button onClick={() => location.reload()}>Reload</button>
    </section>
  )
}
