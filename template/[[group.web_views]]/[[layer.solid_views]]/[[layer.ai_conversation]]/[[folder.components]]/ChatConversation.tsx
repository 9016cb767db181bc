import { createEffect, createSignal, For, Match, Show, Switch } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import {
  messagesOf,
  said,
  sendMessage,
  watchAnswers,
  withAnswer,
  type Conversation,
  type Message,
} from '../lib/chat'
import { createAction, createLive, createLoaded, whenSubmitted } from '../lib/primitives'
import Problem from './Problem'

export default function ChatConversation(props: { conversation: Conversation }) {
  const [log, setLog] = createSignal<HTMLDivElement>()
  const [text, setText] = createSignal('')
  const [isAnswering, setAnswering] = createSignal(false)
  // Of an answer that grows, only its text is drawn anew.
  const [state, setState] = createStore<{ messages?: Message[] }>({})
  const show = (messages: Message[]) => setState('messages', reconcile(messages))

  const loaded = createLoaded(async () => show(await messagesOf(props.conversation)))
  const answers = createLive<Message>(
    (onAnswer, onError) => {
      setAnswering(false)
      return watchAnswers(props.conversation, onAnswer, onError)
    },
    (answer) => {
      show(withAnswer(state.messages ?? [], answer))
      setAnswering(!answer.isComplete)
    },
  )
  const send = createAction(async () => {
    const message = said(text().trim())
    show([...(state.messages ?? []), message])
    setText('')
    setAnswering(true)
    try {
      await sendMessage(props.conversation, message)
    } catch (problem) {
      show((state.messages ?? []).filter(({ id }) => id !== message.id))
      setText(message.text)
      setAnswering(false)
      throw problem
    }
  })

  // The newest line stays in sight.
  createEffect(() => {
    const height = state.messages?.at(-1)?.text && log()?.scrollHeight
    if (height) log()!.scrollTop = height
  })

  return (
    <>
      <Switch>
        <Match when={loaded.error()}>
          <Problem error={loaded.error()} onRetry={loaded.reload} />
        </Match>
        <Match when={!state.messages}>
          <p role="status">Loading the chat …</p>
        </Match>
        <Match when={state.messages?.length === 0}>
          <p class="empty">Nothing said yet. Write the first message below.</p>
        </Match>
        <Match when={state.messages}>
          <div
            ref={setLog}
            role="log"
            aria-label="Messages"
            tabindex="0"
            style={{ display: 'grid', gap: '1rem', 'max-height': '30rem', 'overflow-y': 'auto' }}
          >
            <For each={state.messages}>
              {(message) => (
                <p>
                  <strong style={{ display: 'block' }}>
                    {message.role === 'user' ? 'You' : 'Assistant'}
                  </strong>
                  {message.text}
                </p>
              )}
            </For>
          </div>
        </Match>
      </Switch>
      <Problem error={answers.error()} onRetry={answers.retry} />
      <Show when={isAnswering() && !answers.error()}>
        <p role="status">Answering …</p>
      </Show>
      <form class="row" onSubmit={whenSubmitted(send.run)}>
        <input
          class="grow"
          aria-label="Message"
          placeholder="Write a message"
          required
          pattern=".*\S.*"
          title="Some text"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button disabled={!state.messages || send.isPending()}>Send</button>
      </form>
      <Problem error={send.error()} />
    </>
  )
}
