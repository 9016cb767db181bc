/** In place of a screen while the server reads what it shows. */
export default function Loading() {
  return <p role="status">Loading …</p>
}
