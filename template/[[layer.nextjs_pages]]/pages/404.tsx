import Link from 'next/link'

export default function NotFoundPage() {
  return (
    <main className="notice">
      <h1>This page does not exist</h1>
      <p>The address may be misspelt, or the page is gone.</p>
      <Link className="button" href="/">
        Go to the start
      </Link>
    </main>
  )
}
