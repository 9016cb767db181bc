// The mailbox: every email and text message the backend would send, printed and kept for the local
// page. Nothing leaves the machine.
import { randomUUID } from 'node:crypto'
import type { Log, Mailbox, Message, Store } from './types.ts'

const file = 'mailbox.json'
const kept = 200

/** The mailbox of the project; it remembers the latest 200 messages over restarts. */
export function createMailbox(store: Store, log: Log): Mailbox {
  const messages: Message[] = store.read<Message[]>(file) ?? []
  return {
    messages,
    send: (message) => {
      messages.push({ ...message, id: randomUUID(), sentAt: new Date().toISOString() })
      messages.splice(0, messages.length - kept)
      store.write(file, messages)
      const label = message.channel === 'sms' ? 'sms' : 'mail'
      log(`[${label}] to ${message.to}: ${message.code ?? message.text} (${message.subject})`)
    },
  }
}
