/** In place of a screen whose service the local backend lacks; `what` is a plural. */
export default function UnavailableLocally(props: { what: string }) {
  return (
    <p class="empty">
      {props.what} are not available on this machine; use a sandbox: <code>npm run sandbox</code>
    </p>
  )
}
