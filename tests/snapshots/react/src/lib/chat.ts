import type { Schema } from '../../amplify/data/resource'
import { client } from './data'
import { unwrap } from './errors'

export type Conversation = Schema['chat']['type']

/** What one of the two has said so far. */
export interface Message {
  id: string
  role: 'user' | 'assistant'
  text: string
  createdAt: string
  isComplete: boolean
}

/** The conversation in which somebody wrote last; the first time, a new one. */
export async function openConversation(): Promise<Conversation> {
  const [latest] = unwrap(await client.conversations.chat.list({ limit: 1 }))
  return latest ?? startConversation()
}

export async function startConversation(): Promise<Conversation> {
  const started = unwrap(await client.conversations.chat.create())
  if (!started) throw new Error('No conversation could be started.')
  return started
}

/** What was said so far, oldest first. */
export async function messagesOf(conversation: Conversation): Promise<Message[]> {
  const messages = unwrap(await conversation.listMessages({ limit: 100 }))
  return messages.map(({ id, role, content, createdAt }) => {
    const text = content.map((block) => block.text ?? '').join('')
    return { id, role, text, createdAt, isComplete: true }
  })
}

/** A message of the person who writes. */
export function said(text: string): Message {
  const createdAt = new Date().toISOString()
  return { id: crypto.randomUUID(), role: 'user', text, createdAt, isComplete: true }
}

/** Sends a message to the model, which then answers. */
export async function sendMessage(conversation: Conversation, { text }: Message): Promise<void> {
  unwrap(await conversation.sendMessage(text))
}

/**
 * Calls `onAnswer` with each answer of the model, again and again as it grows.
 * Returns the function that stops it.
 */
export function watchAnswers(
  conversation: Conversation,
  onAnswer: (answer: Message) => void,
  onError: (error: unknown) => void,
): () => void {
  // By block and place, because chunks may arrive in another order.
  const answers = new Map<string, { chunks: string[][]; createdAt: string; isComplete: boolean }>()
  const subscription = conversation.onStreamEvent({
    next({ id, contentBlockIndex, contentBlockDeltaIndex = 0, text, stopReason }) {
      const createdAt = new Date().toISOString()
      const answer = answers.get(id) ?? { chunks: [], createdAt, isComplete: false }
      answers.set(id, answer)
      if (text !== undefined) {
        answer.chunks[contentBlockIndex] ??= []
        answer.chunks[contentBlockIndex][contentBlockDeltaIndex] = text
      }
      answer.isComplete ||= stopReason !== undefined
      const { chunks, ...rest } = answer
      onAnswer({ id, role: 'assistant', text: chunks.flat().join(''), ...rest })
    },
    error: onError,
  })
  return () => subscription.unsubscribe()
}

/** The messages with an answer that is new, or has grown. */
export function withAnswer(messages: Message[], answer: Message): Message[] {
  const isKnown = messages.some(({ id }) => id === answer.id)
  return isKnown
    ? messages.map((message) => (message.id === answer.id ? answer : message))
    : [...messages, answer]
}
