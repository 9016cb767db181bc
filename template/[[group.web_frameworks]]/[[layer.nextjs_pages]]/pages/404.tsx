import Link from 'next/link'

export default function NotFoundPage() {
  return (
    <main className="notice">
      <h1>Nothing is here</h1>
      <p>
        No page has this address. <Link href="/">Go back to the start</Link>
      </p>
    </main>
  )
}
