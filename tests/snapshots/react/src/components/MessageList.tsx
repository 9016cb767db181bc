import { useReducer } from 'react'
import { textOf, useAction, useLive, useText } from '../lib/hooks'
import { sendMessage, watchMessages, type Message } from '../lib/messages'
import { Problem } from './Problem'

/** What people write while this window is open; nothing is kept. */
export function MessageList() {
  const [messages, add] = useReducer(withMessage, [])
  const { input, clear } = useText()
  const live = useLive(watchMessages, add)
  const send = useAction(async (form: FormData) => {
    await sendMessage(textOf(form))
    clear()
  })

  return (
    <section aria-labelledby="messages">
      <h1 id="messages">Messages</h1>
      <form className="row" action={send.run}>
        <input
          className="grow"
          aria-label="New message"
          placeholder="What do you want to say?"
          required
          pattern=".*\S.*"
          title="Some text"
          {...input}
        />
        <button disabled={send.isPending}>Send</button>
      </form>
      <Problem error={send.error} />
      <Problem error={live.error} onRetry={live.retry} />
      {messages.length === 0 && !live.error && (
        <p className="empty">No messages yet. What is sent from now on appears here.</p>
      )}
      <ul aria-live="polite">
        {messages.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function withMessage(messages: Message[], message: Message): Message[] {
  return [...messages, message]
}
