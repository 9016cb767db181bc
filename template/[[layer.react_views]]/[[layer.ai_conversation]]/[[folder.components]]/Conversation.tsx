import { defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { AIConversation, createAIHooks } from '@aws-amplify/ui-react-ai'
import { createContext, useCallback, useContext, useEffect, useState, type FormEvent } from 'react'
import * as chat from '../lib/chat'
import { messageOf } from '../lib/errors'

const { useAIConversation } = createAIHooks(chat.client)

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }
const avatars = { user: { username: 'You' }, ai: { username: 'Assistant' } }
const controls = { Form: MessageForm }
const Answering = createContext(false)

/** The conversation in which somebody wrote last, until a new one is started. */
export default function Conversation() {
  const [id, setId] = useState<string>()
  const [error, setError] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  const report = useCallback((problem: unknown) => setError(messageOf(problem)), [])

  useEffect(() => {
    chat.openConversation().then(({ id }) => setId(id), report)
  }, [report, attempt])

  function retry() {
    setError(undefined)
    setAttempt(attempt + 1)
  }

  return (
    <>
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
      {!id && !error && <p role="status">Loading the chat …</p>}
      {id && <Talk key={`${id} ${attempt}`} id={id} onError={report} />}
      {id && (
        <button
          className="quiet"
          onClick={() => chat.startConversation().then(({ id }) => setId(id), report)}
        >
          New chat
        </button>
      )}
    </>
  )
}

interface Props {
  id: string
  onError: (problem: unknown) => void
}

function Talk({ id, onError }: Props) {
  // The hook does not look at the answer to what it sends.
  const onInitialize = useCallback(
    (conversation: chat.Conversation) => {
      const { sendMessage } = conversation
      conversation.sendMessage = async (message) => {
        const answer = await sendMessage(message)
        if (answer.errors) onError(answer)
        return answer
      }
    },
    [onError],
  )
  const [{ data, isLoading, hasError, errors, messages }, send] = useAIConversation('chat', {
    id,
    onInitialize,
  })

  useEffect(() => {
    if (hasError) onError({ errors: errors ?? messages })
  }, [hasError, errors, messages, onError])

  return (
    <ThemeProvider theme={theme} colorMode="system">
      <Answering value={data.messages.some((message) => message.isLoading) && !hasError}>
        <AIConversation
          avatars={avatars}
          controls={controls}
          handleSendMessage={send}
          isLoading={isLoading}
          messages={data.messages}
          welcomeMessage="Nothing said yet. Write the first message below."
        />
      </Answering>
    </ThemeProvider>
  )
}

interface FormProps {
  handleSubmit: (event: FormEvent<HTMLFormElement>) => void
  input?: { text?: string }
  setInput?: (input: { text: string }) => void
}

/** The official component's own form has no name for its button. */
function MessageForm({ handleSubmit, input, setInput }: FormProps) {
  const isAnswering = useContext(Answering)
  return (
    <form className="row" onSubmit={handleSubmit}>
      <input
        className="grow"
        aria-label="Message"
        placeholder="Write a message"
        required
        pattern=".*\S.*"
        title="Some text"
        value={input?.text ?? ''}
        onChange={(event) => setInput?.({ text: event.target.value })}
      />
      <button disabled={isAnswering}>Send</button>
    </form>
  )
}
