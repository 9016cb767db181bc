import { Component, inject, InjectionToken, signal } from '@angular/core'
import { action } from '../async/action'
import { live } from '../async/live'
import * as feed from '../lib/feed'

/** The feed of posts that everybody reads. */
export const FEED = new InjectionToken('feed', { factory: () => feed })

/** What people and devices publish while this screen is open; nothing is kept. */
@Component({
  selector: 'app-live-posts',
  template: `
    <form class="row" (submit)="$event.preventDefault(); publishing.run()">
      <input
        #field
        class="grow"
        aria-label="New post"
        placeholder="What is new?"
        required
        pattern=".*\\S.*"
        title="Some text"
        [value]="text()"
        (input)="text.set(field.value)"
      />
      <button [disabled]="!isConnected() || publishing.isPending()">Publish</button>
    </form>
    @if (publishing.error(); as error) {
      <p role="alert">{{ error }}</p>
    }
    @if (posts.error(); as error) {
      <p role="alert">
        {{ error }}
        <button (click)="posts.retry()">Try again</button>
      </p>
    } @else if (!isConnected()) {
      <p role="status">Connecting …</p>
    } @else if (!posts.data()) {
      <p class="empty">No posts yet. What is published from now on appears here.</p>
    }
    <ul aria-live="polite">
      @for (post of posts.data(); track post.id) {
        <li>{{ post.text }}</li>
      }
    </ul>
  `,
  styles: ':host { display: contents; }',
})
export class LivePosts {
  private readonly feed = inject(FEED)

  protected readonly text = signal('')
  protected readonly isConnected = signal(false)

  protected readonly posts = live<feed.Post[]>((onPosts, onError) =>
    this.feed.watchFeed(
      (post) => onPosts([...(this.posts.data() ?? []), post]),
      (isConnected) => this.isConnected.set(isConnected),
      onError,
    ),
  )
  protected readonly publishing = action(async () => {
    await this.feed.publish(this.text().trim())
    this.text.set('')
  })
}
