import { lazy, Suspense } from 'react'

// The official component is loaded after everything else.
const Conversation = lazy(() => import('./Conversation'))

/** A chat with a model. */
export function AssistantChat() {
  return (
    <section aria-labelledby="chat">
      <h1 id="chat">Chat</h1>
      <Suspense fallback={<p role="status">Loading the chat …</p>}>
        <Conversation />
      </Suspense>
    </section>
  )
}
