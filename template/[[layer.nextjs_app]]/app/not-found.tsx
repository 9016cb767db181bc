export default function NotFound() {
  return (
    <main className="notice">
      <h1>Nothing is here</h1>
      <p>
        {/* Not a <Link>: this page is part of every other one, and visitors need not load its script. */}
        No page has this address. <a href="/">Go back to the start</a>
      </p>
    </main>
  )
}
