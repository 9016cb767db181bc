import { AIConversation } from '@aws-amplify/ui-react-ai'
import { useCallback, useState } from 'react'
import {
  messagesOf,
  openConversation,
  said,
  sendMessage,
  startConversation,
  watchAnswers,
  withAnswer,
  type Conversation as Chat,
  type Message,
} from '../lib/chat'
import { useAction, useLive, useLoaded, type Watch } from '../lib/hooks'
import { Problem } from './Problem'

const frame = { display: 'flex', maxHeight: '30rem' } // in which a long chat scrolls
const avatars = { user: { username: 'You' } }
const controls = { Form: () => null } // its button has no name, and it forgets what could not be sent

interface Opened {
  chat: Chat
  messages: Message[]
}

async function openLatest(): Promise<Opened> {
  const chat = await openConversation()
  return { chat, messages: await messagesOf(chat) }
}

/** The conversation in which somebody wrote last, until a new one is started. */
export default function Conversation() {
  const { data: latest, error, reload } = useLoaded(openLatest)
  const [started, setStarted] = useState<Opened>()
  const start = useAction(async () => {
    setStarted({ chat: await startConversation(), messages: [] })
  })
  const opened = started ?? latest

  return (
    <>
      <Problem error={error} onRetry={reload} />
      {!opened && !error && <p role="status">Loading the chat …</p>}
      {opened && (
        <>
          <Messages key={opened.chat.id} opened={opened} />
          <button className="quiet" disabled={start.isPending} onClick={() => start.run()}>
            New chat
          </button>
          <Problem error={start.error} />
        </>
      )}
    </>
  )
}

function Messages({ opened: { chat, messages: earlier } }: { opened: Opened }) {
  const [messages, setMessages] = useState(earlier)
  const [text, setText] = useState('')
  const [isAnswering, setAnswering] = useState(false)

  const watch = useCallback<Watch<Message>>(
    (onAnswer, onError) => watchAnswers(chat, onAnswer, onError),
    [chat],
  )
  const showAnswer = useCallback((answer: Message) => {
    setMessages((messages) => withAnswer(messages, answer))
    setAnswering(!answer.isComplete)
  }, [])
  const live = useLive(watch, showAnswer)

  const send = useAction(async () => {
    const question = said(text.trim())
    setMessages([...messages, question])
    setText('')
    setAnswering(true)
    try {
      await sendMessage(chat, question)
    } catch (problem) {
      setMessages((messages) => messages.filter(({ id }) => id !== question.id))
      setText(question.text)
      setAnswering(false)
      throw problem
    }
  })

  return (
    <>
      <div style={frame}>
        <AIConversation
          avatars={avatars}
          controls={controls}
          handleSendMessage={() => {}}
          messages={messages.map(({ text, isComplete, ...message }) => ({
            ...message,
            conversationId: chat.id,
            content: [{ text }],
            isLoading: !isComplete,
          }))}
          welcomeMessage="Nothing said yet. Write the first message below."
        />
      </div>
      {isAnswering && !live.error && <p role="status">Answering …</p>}
      <Problem error={live.error} onRetry={live.retry} />
      <form className="row" action={send.run}>
        <input
          className="grow"
          aria-label="Message"
          placeholder="Write a message"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button disabled={send.isPending}>Send</button>
      </form>
      <Problem error={send.error} />
    </>
  )
}
