import { useState } from 'react'
import { KeyboardAvoidingView, Platform, StyleSheet, View } from 'react-native'
import { messagesOf, openConversation, startConversation } from '../lib/chat'
import { useAction, useLoaded } from '../lib/hooks'
import { Button } from './Button'
import { Conversation, type Opened } from './Conversation'
import { Loading } from './Loading'
import { Problem } from './Problem'
import { Heading } from './Words'

async function openLatest(): Promise<Opened> {
  const chat = await openConversation()
  return { chat, messages: await messagesOf(chat) }
}

/** A chat with a model: the conversation in which somebody wrote last, until a new one is started. */
export function AssistantChat() {
  const { data: latest, error, reload } = useLoaded(openLatest)
  const [started, setStarted] = useState<Opened>()
  const start = useAction(async () => {
    setStarted({ chat: await startConversation(), messages: [] })
  })
  const opened = started ?? latest

  return (
    <KeyboardAvoidingView
      style={styles.screen}
      behavior={Platform.OS === 'ios' ? 'padding' : 'height'}
    >
      <View style={styles.top}>
        <Heading>Chat</Heading>
        {opened && (
          <Button isQuiet title="New chat" disabled={start.isPending} onPress={() => start.run()} />
        )}
      </View>
      <Problem error={start.error} />
      <Problem error={error} onRetry={reload} />
      {!opened && !error && <Loading what="the chat" />}
      {opened && <Conversation key={opened.chat.id} opened={opened} />}
    </KeyboardAvoidingView>
  )
}

const styles = StyleSheet.create({
  screen: { flex: 1, gap: 8, padding: 16 },
  top: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between', gap: 8 },
})
