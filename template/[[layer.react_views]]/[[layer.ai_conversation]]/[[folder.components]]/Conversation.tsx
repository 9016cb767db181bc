import { defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { AIConversation } from '@aws-amplify/ui-react-ai'
import { useCallback, useEffect, useState, type SubmitEvent } from 'react'
import * as chat from '../lib/chat'
import { messageOf } from '../lib/errors'

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }
const frame = { display: 'flex', maxHeight: '30rem' } // in which a long chat scrolls
const avatars = { user: { username: 'You' } }
const controls = { Form: () => null } // its button has no name, and it forgets what could not be sent

/** The conversation in which somebody wrote last, until a new one is started. */
export default function Conversation() {
  const [conversation, setConversation] = useState<chat.Conversation>()
  const [messages, setMessages] = useState<chat.Message[]>([])
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const [isAnswering, setAnswering] = useState(false)

  const report = useCallback((problem: unknown) => {
    setError(messageOf(problem))
    setAnswering(false)
  }, [])

  const show = useCallback(async (opened: chat.Conversation) => {
    setMessages(await chat.messagesOf(opened))
    setConversation(opened)
  }, [])

  useEffect(() => {
    chat.openConversation().then(show).catch(report)
  }, [show, report])

  useEffect(() => {
    if (!conversation) return
    const onAnswer = (answer: chat.Message) => {
      setMessages((messages) => chat.withAnswer(messages, answer))
      setAnswering(!answer.isComplete)
    }
    return chat.watchAnswers(conversation, onAnswer, report)
  }, [conversation, report])

  function open(other: Promise<chat.Conversation>) {
    setConversation(undefined)
    setError(undefined)
    setAnswering(false)
    other.then(show).catch(report)
  }

  async function send(event: SubmitEvent) {
    event.preventDefault()
    if (!conversation) return
    const message = chat.said(text.trim())
    setMessages([...messages, message])
    setText('')
    setError(undefined)
    setAnswering(true)
    try {
      await chat.sendMessage(conversation, message)
    } catch (problem) {
      setMessages((messages) => messages.filter(({ id }) => id !== message.id))
      setText(message.text)
      report(problem)
    }
  }

  return (
    <>
      {error && (
        <p role="alert">
          {error} <button onClick={() => open(chat.openConversation())}>Try again</button>
        </p>
      )}
      {!conversation && !error && <p role="status">Loading the chat …</p>}
      {conversation && (
        <>
          <ThemeProvider theme={theme} colorMode="system">
            <div style={frame}>
              <AIConversation
                avatars={avatars}
                controls={controls}
                handleSendMessage={() => {}}
                messages={messages.map(({ text, isComplete, ...message }) => ({
                  ...message,
                  conversationId: conversation.id,
                  content: [{ text }],
                  isLoading: !isComplete,
                }))}
                welcomeMessage="Nothing said yet. Write the first message below."
              />
            </div>
          </ThemeProvider>
          {isAnswering && <p role="status">Answering …</p>}
          <form className="row" onSubmit={send}>
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
            <button>Send</button>
          </form>
          <button className="quiet" onClick={() => open(chat.startConversation())}>
            New chat
          </button>
        </>
      )}
    </>
  )
}
