import { useCallback, useRef, useState } from 'react'
import { FlatList, StyleSheet, View } from 'react-native'
import {
  said,
  sendMessage,
  watchAnswers,
  withAnswer,
  type Conversation as Chat,
  type Message,
} from '../lib/chat'
import { useColors } from '../lib/colors'
import { useAction, useLive, type Watch } from '../lib/hooks'
import { Problem } from './Problem'
import { TextForm } from './TextForm'
import { Words } from './Words'

export interface Opened {
  chat: Chat
  messages: Message[]
}

/** What the two have said, and what the person says next. */
export function Conversation({ opened: { chat, messages: earlier } }: { opened: Opened }) {
  const [messages, setMessages] = useState(earlier)
  const [text, setText] = useState('')
  const [isAnswering, setAnswering] = useState(false)
  const list = useRef<FlatList>(null)

  const watch = useCallback<Watch<Message>>(
    (onAnswer, onError) => watchAnswers(chat, onAnswer, onError),
    [chat],
  )
  const showAnswer = useCallback((answer: Message) => {
    setMessages((messages) => withAnswer(messages, answer))
    setAnswering(!answer.isComplete)
  }, [])
  const live = useLive(watch, showAnswer)

  const send = useAction(async (text: string) => {
    const question = said(text)
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
      <FlatList
        ref={list}
        data={messages}
        keyExtractor={({ id }) => id}
        keyboardShouldPersistTaps="handled"
        contentContainerStyle={styles.messages}
        // The newest line stays in sight.
        onContentSizeChange={() => list.current?.scrollToEnd()}
        ListEmptyComponent={<Words isMuted>Nothing said yet. Write the first message below.</Words>}
        renderItem={({ item }) => <Said message={item} />}
      />
      {isAnswering && !live.error && (
        <Words isMuted accessibilityLiveRegion="polite">
          Answering …
        </Words>
      )}
      <Problem error={live.error} onRetry={live.retry} />
      <Problem error={send.error} />
      <TextForm
        label="Message"
        placeholder="Write a message"
        text={text}
        onChange={setText}
        action="Send"
        disabled={send.isPending}
        onSend={send.run}
      />
    </>
  )
}

function Said({ message: { role, text } }: { message: Message }) {
  const { surface, line } = useColors()
  const isOwn = role === 'user'

  return (
    <View
      style={[
        styles.message,
        { backgroundColor: surface, borderColor: line },
        isOwn && { alignSelf: 'flex-end' },
      ]}
    >
      <Words isMuted>{isOwn ? 'You' : 'Assistant'}</Words>
      <Words selectable>{text}</Words>
    </View>
  )
}

const styles = StyleSheet.create({
  messages: { flexGrow: 1, gap: 8, paddingVertical: 8 },
  message: {
    alignSelf: 'flex-start',
    maxWidth: '85%',
    padding: 12,
    borderWidth: StyleSheet.hairlineWidth,
    borderRadius: 8,
  },
})
