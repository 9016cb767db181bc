import { Component, inject, InjectionToken, signal } from '@angular/core'
import { action } from '../async/action'
import { live } from '../async/live'
import * as messages from '../lib/messages'

/** The messages that people send each other. */
export const MESSAGES = new InjectionToken('messages', { factory: () => messages })

/** What people write while this screen is open; nothing is kept. */
@Component({
  selector: 'app-message-list',
  template: `
    <section aria-labelledby="messages">
      <h1 id="messages">Messages</h1>
      <form class="row" (submit)="$event.preventDefault(); sending.run()">
        <input
          #field
          class="grow"
          aria-label="New message"
          placeholder="What do you want to say?"
          required
          pattern=".*\\S.*"
          title="Some text"
          [value]="text()"
          (input)="text.set(field.value)"
        />
        <button [disabled]="sending.isPending()">Send</button>
      </form>
      @if (sending.error(); as error) {
        <p role="alert">{{ error }}</p>
      }
      @if (list.error(); as error) {
        <p role="alert">
          {{ error }}
          <button (click)="list.retry()">Try again</button>
        </p>
      } @else if (!list.data()) {
        <p class="empty">No messages yet. What is sent from now on appears here.</p>
      }
      <ul aria-live="polite">
        @for (message of list.data(); track message.id) {
          <li>{{ message.text }}</li>
        }
      </ul>
    </section>
  `,
})
export class MessageList {
  private readonly messages = inject(MESSAGES)

  protected readonly text = signal('')

  protected readonly list = live<messages.Message[]>((onMessages, onError) =>
    this.messages.watchMessages(
      (message) => onMessages([...(this.list.data() ?? []), message]),
      onError,
    ),
  )
  protected readonly sending = action(async () => {
    await this.messages.sendMessage(this.text().trim())
    this.text.set('')
  })
}
