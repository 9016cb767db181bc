/** Shown while there is no backend to talk to. */
export function ConnectBackend() {
  return (
    <main className="notice">
      <h1>Connect a backend</h1>
      <p>
        This app has no backend yet: <code>amplify_outputs.json</code> is a stub. Stop this server,
        and start the app together with a backend on this machine:
      </p>
      <pre>
        <code>npm run dev</code>
      </pre>
      <p>Or deploy your own sandbox to AWS, and leave this running while you work:</p>
      <pre>
        <code>npm run sandbox</code>
      </pre>
      <p>
        It takes a few minutes the first time. This page reloads by itself when it is done.{' '}
        <code>npm run doctor</code> tells whether your machine has all that is needed.
      </p>
    </main>
  )
}
