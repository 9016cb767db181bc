import { Component, inject, InjectionToken, signal } from '@angular/core'
import { action } from '../async/action'
import { loaded } from '../async/loaded'
import * as items from '../lib/items'

/** The items of the REST API. */
export const ITEMS = new InjectionToken('items', { factory: () => items })

@Component({
  selector: 'app-item-list',
  template: `
    <section aria-labelledby="items">
      <h1 id="items">Items</h1>
      <form class="row" (submit)="$event.preventDefault(); creating.run()">
        <input
          #field
          class="grow"
          aria-label="New item"
          placeholder="Name of an item"
          [value]="name()"
          (input)="name.set(field.value)"
        />
        <button [disabled]="creating.isPending()">Create</button>
      </form>
      @if (creating.isPending()) {
        <p role="status">Sending …</p>
      }
      @if (creating.error(); as error) {
        <p role="alert">{{ error }}</p>
      }
      @if (created(); as item) {
        <output>
          The API answered: {{ item.name }}, with the id {{ item.id }}. It keeps new items nowhere
          yet.
        </output>
      }
      @if (list.error(); as error) {
        <p role="alert">
          {{ error }}
          <button (click)="list.reload()">Try again</button>
        </p>
      } @else if (!list.data()) {
        <p role="status">Loading items …</p>
      } @else if (list.data()?.length === 0) {
        <p class="empty">No items yet.</p>
      }
      <ul>
        @for (item of list.data(); track item.id) {
          <li>{{ item.name }}</li>
        }
      </ul>
    </section>
  `,
})
export class ItemList {
  private readonly items = inject(ITEMS)

  protected readonly name = signal('')
  protected readonly created = signal<items.Item | undefined>(undefined)

  protected readonly list = loaded(() => this.items.listItems())
  protected readonly creating = action(async () => {
    this.created.set(undefined)
    this.created.set(await this.items.createItem(this.name()))
    this.name.set('')
  })
}
