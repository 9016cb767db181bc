// An ordinary link: this page is part of every other one, and visitors need not load the script of <Link>.
const start = '/'

export default function NotFound() {
  return (
    <main className="notice">
      <h1>Nothing is here</h1>
      <p>
        No page has this address. <a href={start}>Go back to the start</a>
      </p>
    </main>
  )
}
