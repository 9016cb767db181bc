// The mailbox: every email and text message the backend would send, printed and kept for the local
// page. Nothing leaves the machine.
import { randomUUID } from 'node:crypto'
import type { Log, Mailbox, Message, Store } from './types.ts'

const file = 'mailbox.json'
const kept = 200

/**
 * The mailbox of the project; it remembers the latest 200 messages over restarts. When there are
 * more, one of whoever has most goes: many messages to one do not push out those to others.
 */
export function createMailbox(store: Store, log: Log): Mailbox {
  const messages: Message[] = store.read<Message[]>(file) ?? []
  return {
    messages,
    send: (message) => {
      messages.push({ ...message, id: randomUUID(), sentAt: new Date().toISOString() })
      if (messages.length > kept) messages.splice(oldestOfMost(messages), 1)
      store.write(file, messages)
      const label = message.channel === 'sms' ? 'sms' : 'mail'
      log(`[${label}] to ${message.to}: ${message.code ?? message.text} (${message.subject})`)
    },
  }
}

/** The index of the oldest message to the address that has most. */
function oldestOfMost(messages: readonly Message[]): number {
  const counts = new Map<string, number>()
  const countOf = ({ to }: Message) => counts.get(to.toLowerCase()) ?? 0
  for (const message of messages) counts.set(message.to.toLowerCase(), countOf(message) + 1)
  const most = Math.max(...counts.values())
  return messages.findIndex((message) => countOf(message) === most)
}
