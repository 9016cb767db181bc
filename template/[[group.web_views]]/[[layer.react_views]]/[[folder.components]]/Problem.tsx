interface Props {
  error?: string
  onRetry?: () => void
}

/** What went wrong, if anything did, and how to try again. */
export function Problem({ error, onRetry }: Props) {
  if (!error) return null
  return (
    <p role="alert">
      {error} {onRetry && <button onClick={onRetry}>Try again</button>}
    </p>
  )
}
