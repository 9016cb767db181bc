import { useCallback, useEffect, useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import { publish, watchFeed, type Post } from '../lib/feed'
import { localBackend } from '../lib/outputs'
import { UnavailableLocally } from './UnavailableLocally'

/** What people and devices publish while this window is open; nothing is kept. */
export function LiveFeed() {
  return (
    <section aria-labelledby="feed">
      <h2 id="feed">Live feed</h2>
      {localBackend ? <UnavailableLocally what="Live feeds" /> : <Posts />}
    </section>
  )
}

function Posts() {
  const [posts, setPosts] = useState<Post[]>([])
  const [text, setText] = useState('')
  const [isConnected, setConnected] = useState(false)
  const [error, setError] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  const report = useCallback((problem: unknown) => setError(messageOf(problem)), [])

  useEffect(
    () => watchFeed((post) => setPosts((known) => [...known, post]), setConnected, report),
    [report, attempt],
  )

  function retry() {
    setError(undefined)
    setAttempt(attempt + 1)
  }

  async function send(event: SubmitEvent) {
    event.preventDefault()
    try {
      await publish(text.trim())
      setText('')
    } catch (problem) {
      report(problem)
    }
  }

  return (
    <>
      <form className="row" onSubmit={send}>
        <input
          className="grow"
          aria-label="New post"
          placeholder="What is new?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button disabled={!isConnected}>Publish</button>
      </form>
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
      {!error && !isConnected && <p role="status">Connecting …</p>}
      {!error && isConnected && posts.length === 0 && (
        <p className="empty">No posts yet. What is published from now on appears here.</p>
      )}
      <ul aria-live="polite">
        {posts.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </>
  )
}
