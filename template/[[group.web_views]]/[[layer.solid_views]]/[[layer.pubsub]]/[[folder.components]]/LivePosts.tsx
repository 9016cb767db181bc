import { createSignal, For, Match, Switch } from 'solid-js'
import { publish, watchFeed, type Post } from '../lib/feed'
import { createAction, createLive, whenSubmitted } from '../lib/primitives'
import Problem from './Problem'

/** What people and devices publish while this screen is open; nothing is kept. */
export default function LivePosts() {
  const [posts, setPosts] = createSignal<Post[]>([])
  const [text, setText] = createSignal('')
  const [isConnected, setConnected] = createSignal(false)

  const { error, retry } = createLive<Post>(
    (onPost, onError) => watchFeed(onPost, setConnected, onError),
    (post) => setPosts((posts) => [...posts, post]),
  )
  const send = createAction(async () => {
    await publish(text().trim())
    setText('')
  })

  return (
    <>
      <form class="row" onSubmit={whenSubmitted(send.run)}>
        <input
          class="grow"
          aria-label="New post"
          placeholder="What is new?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button disabled={!isConnected() || send.isPending()}>Publish</button>
      </form>
      <Problem error={send.error()} />
      <Switch>
        <Match when={error()}>
          <Problem error={error()} onRetry={retry} />
        </Match>
        <Match when={!isConnected()}>
          <p role="status">Connecting …</p>
        </Match>
        <Match when={posts().length === 0}>
          <p class="empty">No posts yet. What is published from now on appears here.</p>
        </Match>
      </Switch>
      <ul aria-live="polite">
        <For each={posts()}>{(post) => <li>{post.text}</li>}</For>
      </ul>
    </>
  )
}
