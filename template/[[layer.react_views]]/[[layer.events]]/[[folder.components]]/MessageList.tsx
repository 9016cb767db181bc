import { useCallback, useEffect, useState, type SubmitEvent } from 'react'
import { messageOf } from '../lib/errors'
import { sendMessage, watchMessages, type Message } from '../lib/messages'

/** What people write while this window is open; nothing is kept. */
export function MessageList() {
  const [messages, setMessages] = useState<Message[]>([])
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  const report = useCallback((problem: unknown) => setError(messageOf(problem)), [])

  // An error ends the connection, so each attempt makes a new one.
  useEffect(
    () => watchMessages((message) => setMessages((known) => [...known, message]), report),
    [report, attempt],
  )

  function retry() {
    setError(undefined)
    setAttempt(attempt + 1)
  }

  async function send(event: SubmitEvent) {
    event.preventDefault()
    try {
      await sendMessage(text.trim())
      setText('')
    } catch (problem) {
      report(problem)
    }
  }

  return (
    <section aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      <form className="row" onSubmit={send}>
        <input
          className="grow"
          aria-label="New message"
          placeholder="What do you want to say?"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button>Send</button>
      </form>
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
      {messages.length === 0 && !error && (
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
