/** In place of a screen whose service the local backend lacks; `what` is a plural. */
export function UnavailableLocally({ what }: { what: string }) {
  return (
    <p className="empty">
      {what} are not available on this machine; use a sandbox: <code>npm run sandbox</code>
    </p>
  )
}
