import { Show } from 'solid-js'
import { openConversation, startConversation } from '../lib/chat'
import { createAction, createLoaded } from '../lib/primitives'
import ChatConversation from './ChatConversation'
import Problem from './Problem'

export default function AssistantChat() {
  const { data: conversation, setData, error, reload } = createLoaded(openConversation)
  const start = createAction(async () => {
    const started = await startConversation()
    setData(() => started)
  })

  return (
    <section aria-labelledby="chat">
      <h1 id="chat">Chat</h1>
      <Problem error={error()} onRetry={reload} />
      <Show when={!conversation() && !error()}>
        <p role="status">Loading the chat …</p>
      </Show>
      <Show keyed when={conversation()}>
        {(conversation) => (
          <>
            <ChatConversation conversation={conversation} />
            <button class="quiet" disabled={start.isPending()} onClick={() => start.run()}>
              New chat
            </button>
            <Problem error={start.error()} />
          </>
        )}
      </Show>
    </section>
  )
}
