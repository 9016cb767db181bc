import { createSignal, For, Show } from 'solid-js'
import { sendMessage, watchMessages, type Message } from '../lib/messages'
import { createAction, createLive, whenSubmitted } from '../lib/primitives'
import Problem from './Problem'

/** What people write while this screen is open; nothing is kept. */
export default function MessageList() {
  const [messages, setMessages] = createSignal<Message[]>([])
  const [text, setText] = createSignal('')

  const { error, retry } = createLive<Message>(watchMessages, (message) =>
    setMessages((messages) => [...messages, message]),
  )
  const send = createAction(async () => {
    await sendMessage(text().trim())
    setText('')
  })

  return (
    <section aria-labelledby="messages">
      <h1 id="messages">Messages</h1>
      <form class="row" onSubmit={whenSubmitted(send.run)}>
        <input
          class="grow"
          aria-label="New message"
          placeholder="What do you want to say?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button disabled={send.isPending()}>Send</button>
      </form>
      <Problem error={send.error()} />
      <Problem error={error()} onRetry={retry} />
      <Show when={messages().length === 0 && !error()}>
        <p class="empty">No messages yet. What is sent from now on appears here.</p>
      </Show>
      <ul aria-live="polite">
        <For each={messages()}>{(message) => <li>{message.text}</li>}</For>
      </ul>
    </section>
  )
}
