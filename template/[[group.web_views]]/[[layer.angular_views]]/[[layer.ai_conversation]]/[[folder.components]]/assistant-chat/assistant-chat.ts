import { Component, inject } from '@angular/core'
import { action } from '../async/action'
import { loaded } from '../async/loaded'
import { CHAT } from './chat'
import { ChatConversation } from './chat-conversation'

@Component({
  selector: 'app-assistant-chat',
  imports: [ChatConversation],
  template: `
    <section aria-labelledby="chat">
      <h1 id="chat">Chat</h1>
      @if (conversation.error(); as error) {
        <p role="alert">
          {{ error }}
          <button (click)="conversation.reload()">Try again</button>
        </p>
      } @else if (!conversation.data()) {
        <p role="status">Loading the chat …</p>
      }
      <!-- Another conversation is another component. -->
      @for (current of current(); track current.id) {
        <app-chat-conversation [conversation]="current" />
        <button class="quiet" [disabled]="starting.isPending()" (click)="starting.run()">
          New chat
        </button>
        @if (starting.error(); as error) {
          <p role="alert">{{ error }}</p>
        }
      }
    </section>
  `,
})
export class AssistantChat {
  private readonly chat = inject(CHAT)

  protected readonly conversation = loaded(() => this.chat.openConversation())
  protected readonly starting = action(async () => {
    this.conversation.data.set(await this.chat.startConversation())
  })

  protected current() {
    return [this.conversation.data() ?? []].flat()
  }
}
