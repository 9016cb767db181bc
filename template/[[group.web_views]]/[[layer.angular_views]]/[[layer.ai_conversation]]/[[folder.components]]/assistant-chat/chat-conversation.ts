import {
  afterRenderEffect,
  Component,
  type ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core'
import { action } from '../async/action'
import { live } from '../async/live'
import { loaded } from '../async/loaded'
import type { Conversation, Message } from '../lib/chat'
import { CHAT } from './chat'

@Component({
  selector: 'app-chat-conversation',
  template: `
    @if (messages.error(); as error) {
      <p role="alert">
        {{ error }}
        <button (click)="messages.reload()">Try again</button>
      </p>
    } @else if (!messages.data()) {
      <p role="status">Loading the chat …</p>
    } @else if (messages.data()?.length === 0) {
      <p class="empty">Nothing said yet. Write the first message below.</p>
    } @else {
      <div #log class="messages" role="log" aria-label="Messages" tabindex="0">
        @for (message of messages.data(); track message.id) {
          <p>
            <strong>{{ message.role === 'user' ? 'You' : 'Assistant' }}</strong>
            {{ message.text }}
          </p>
        }
      </div>
    }
    @if (answers.error(); as error) {
      <p role="alert">
        {{ error }}
        <button (click)="answers.retry()">Try again</button>
      </p>
    } @else if (isAnswering()) {
      <p role="status">Answering …</p>
    }
    <form class="row" (submit)="$event.preventDefault(); sending.run()">
      <input
        #field
        class="grow"
        aria-label="Message"
        placeholder="Write a message"
        required
        pattern=".*\\S.*"
        title="Some text"
        [value]="text()"
        (input)="text.set(field.value)"
      />
      <button [disabled]="!messages.data() || sending.isPending()">Send</button>
    </form>
    @if (sending.error(); as error) {
      <p role="alert">{{ error }}</p>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    .messages {
      display: grid;
      gap: 1rem;
      max-height: 30rem;
      overflow-y: auto;
    }

    strong {
      display: block;
    }
  `,
})
export class ChatConversation {
  private readonly chat = inject(CHAT)

  readonly conversation = input.required<Conversation>()

  protected readonly text = signal('')
  protected readonly isAnswering = signal(false)

  protected readonly messages = loaded(() => this.chat.messagesOf(this.conversation()))
  protected readonly answers = live<Message>((onAnswer, onError) => {
    this.isAnswering.set(false)
    return this.chat.watchAnswers(
      this.conversation(),
      (answer) => {
        onAnswer(answer)
        this.messages.data.update((messages = []) => this.chat.withAnswer(messages, answer))
        this.isAnswering.set(!answer.isComplete)
      },
      onError,
    )
  })
  protected readonly sending = action(async () => {
    const message = this.chat.said(this.text().trim())
    this.messages.data.update((messages = []) => [...messages, message])
    this.text.set('')
    this.isAnswering.set(true)
    try {
      await this.chat.sendMessage(this.conversation(), message)
    } catch (problem) {
      this.messages.data.update((messages) => messages?.filter(({ id }) => id !== message.id))
      this.text.set(message.text)
      this.isAnswering.set(false)
      throw problem
    }
  })

  private readonly log = viewChild<ElementRef<HTMLElement>>('log')

  constructor() {
    // The newest line stays in sight.
    afterRenderEffect(() => {
      this.messages.data()
      const log = this.log()?.nativeElement
      if (log) log.scrollTop = log.scrollHeight
    })
  }
}
