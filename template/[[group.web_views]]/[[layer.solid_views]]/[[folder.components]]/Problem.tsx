import { Show } from 'solid-js'

interface Props {
  error: string
  onRetry?: () => void
}

/** What went wrong, if anything did, and how to try again. */
export default function Problem(props: Props) {
  return (
    <Show when={props.error}>
      <p role="alert">
        {props.error}{' '}
        <Show when={props.onRetry}>
          <button onClick={() => props.onRetry?.()}>Try again</button>
        </Show>
      </p>
    </Show>
  )
}
