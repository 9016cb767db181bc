import './amplify'
import { events } from 'aws-amplify/data'

/** Everybody who may connect listens here; `/default/<name>` is another channel. */
const channel = '/default/messages'

export interface Message {
  id: string
  text: string
}

/**
 * Calls `onMessage` with every message that somebody sends from now on; earlier ones are kept nowhere.
 * Returns the function that stops it.
 */
export function watchMessages(
  onMessage: (message: Message) => void,
  onError: (error: unknown) => void,
): () => void {
  const connection = events.connect(channel)
  connection
    .then((open) => open.subscribe({ next: ({ event }) => onMessage(event), error: onError }))
    .catch(onError)
  return () => void connection.then((open) => open.close()).catch(() => {})
}

export async function sendMessage(text: string): Promise<void> {
  await events.post(channel, { id: crypto.randomUUID(), text })
}
