/** In place of the first screen. */
export default function GettingStarted() {
  return (
    <section aria-labelledby="start">
      <h1 id="start">Nothing here yet</h1>
      <p>What a first screen needs:</p>
      <ul>
        <li>
          a resource in <code>amplify/backend.ts</code>
        </li>
        <li>
          a component in <code>src/components/</code>
        </li>
        <li>
          a route in <code>src/routes.tsx</code>
        </li>
        <li>
          a title and an icon in <code>src/lib/screens.ts</code>
        </li>
      </ul>
    </section>
  )
}
