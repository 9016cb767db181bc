import { useCallback, useReducer, useState } from 'react'
import { publish, watchFeed, type Post } from '../lib/feed'
import { textOf, useAction, useLive, useText, type Watch } from '../lib/hooks'
import { localBackend } from '../lib/outputs'
import { Problem } from './Problem'
import { UnavailableLocally } from './UnavailableLocally'

/** What people and devices publish while this window is open; nothing is kept. */
export function LiveFeed() {
  return (
    <section aria-labelledby="feed">
      <h1 id="feed">Live feed</h1>
      {localBackend ? <UnavailableLocally what="Live feeds" /> : <Posts />}
    </section>
  )
}

function Posts() {
  const [posts, add] = useReducer(withPost, [])
  const { input, clear } = useText()
  const [isConnected, setConnected] = useState(false)
  const watch = useCallback<Watch<Post>>(
    (onPost, onError) => watchFeed(onPost, setConnected, onError),
    [],
  )
  const live = useLive(watch, add)
  const send = useAction(async (form: FormData) => {
    await publish(textOf(form))
    clear()
  })

  return (
    <>
      <form className="row" action={send.run}>
        <input
          className="grow"
          aria-label="New post"
          placeholder="What is new?"
          required
          pattern=".*\S.*"
          title="Some text"
          {...input}
        />
        <button disabled={!isConnected || send.isPending}>Publish</button>
      </form>
      <Problem error={send.error} />
      <Problem error={live.error} onRetry={live.retry} />
      {!live.error && !isConnected && <p role="status">Connecting …</p>}
      {!live.error && isConnected && posts.length === 0 && (
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

function withPost(posts: Post[], post: Post): Post[] {
  return [...posts, post]
}
