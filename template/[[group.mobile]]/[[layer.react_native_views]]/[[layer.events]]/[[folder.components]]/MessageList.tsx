import { useReducer, useState } from 'react'
import { useAction, useLive } from '../lib/hooks'
import { sendMessage, watchMessages, type Message } from '../lib/messages'
import { Problem } from './Problem'
import { Screen } from './Screen'
import { TextForm } from './TextForm'
import { Words } from './Words'

/** What people write while this screen is open; nothing is kept. */
export function MessageList() {
  const [messages, add] = useReducer(withMessage, [])
  const [text, setText] = useState('')
  const live = useLive(watchMessages, add)
  const send = useAction(async (text: string) => {
    await sendMessage(text)
    setText('')
  })

  return (
    <Screen title="Messages">
      <TextForm
        label="New message"
        placeholder="What do you want to say?"
        text={text}
        onChange={setText}
        action="Send"
        disabled={send.isPending}
        onSend={send.run}
      />
      <Problem error={send.error} />
      <Problem error={live.error} onRetry={live.retry} />
      {messages.length === 0 && !live.error && (
        <Words isMuted>No messages yet. What is sent from now on appears here.</Words>
      )}
      {messages.map(({ id, text }) => (
        <Words key={id} accessibilityLiveRegion="polite">
          {text}
        </Words>
      ))}
    </Screen>
  )
}

function withMessage(messages: Message[], message: Message): Message[] {
  return [...messages, message]
}
