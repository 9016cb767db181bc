import type { Conversation } from './chat'
import { unwrap } from './errors'

/** What one of the two has said so far. */
export interface Message {
  id: string
  role: 'user' | 'assistant'
  text: string
  isComplete: boolean
}

type Content = { text?: string }[]
const textOf = (content: Content) => content.map(({ text = '' }) => text).join('')

/** Everything that was said, oldest first. */
export async function messagesOf(conversation: Conversation): Promise<Message[]> {
  const messages = unwrap(await conversation.listMessages({ limit: 100 }))
  return messages.map(({ id, role, content }) => ({
    id,
    role,
    text: textOf(content),
    isComplete: true,
  }))
}

/**
 * Calls `onAnswer` with each answer of the model again and again, as it grows.
 * Returns the function that stops it.
 */
export function watchAnswers(
  conversation: Conversation,
  onAnswer: (answer: Message) => void,
  onError: (error: unknown) => void,
): () => void {
  let chunks: string[][] = [] // by block and place: they may arrive in another order
  const subscription = conversation.onStreamEvent({
    next({ id, contentBlockIndex = 0, contentBlockDeltaIndex, text, stopReason }) {
      if (text !== undefined && contentBlockDeltaIndex !== undefined) {
        chunks[contentBlockIndex] ??= []
        chunks[contentBlockIndex][contentBlockDeltaIndex] = text
      }
      const answer = chunks.flat().join('')
      const isComplete = Boolean(stopReason)
      if (answer || isComplete) onAnswer({ id, role: 'assistant', text: answer, isComplete })
      if (isComplete) chunks = []
    },
    error: onError,
  })
  return () => subscription.unsubscribe()
}

/** A message of the person who writes. */
export function said(text: string): Message {
  return { id: crypto.randomUUID(), role: 'user', text, isComplete: true }
}

/** Sends it to the model, which then answers. */
export async function say(conversation: Conversation, { text }: Message): Promise<void> {
  unwrap(await conversation.sendMessage(text))
}
