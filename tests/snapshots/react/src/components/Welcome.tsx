/** The first page of a visitor who is not signed in. */
export function Welcome({ onSignIn }: { onSignIn: () => void }) {
  return (
    <main className="welcome">
      <h1>Field notes</h1>
      <p>Sign in, and you can</p>
      <ul>
        <li>keep a to-do list that every open window follows live</li>
        <li>store files</li>
        <li>call functions</li>
      </ul>
      <button onClick={onSignIn}>Sign in or create an account</button>
    </main>
  )
}
