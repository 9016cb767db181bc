import { Component, inject, InjectionToken } from '@angular/core'
import { action } from '../async/action'
import { loaded } from '../async/loaded'
import * as passkeys from '../lib/passkeys'

/** The passkeys of the person who is signed in. */
export const PASSKEYS = new InjectionToken('passkeys', { factory: () => passkeys })

@Component({
  selector: 'app-passkey-list',
  template: `
    <section aria-labelledby="passkeys">
      <h1 id="passkeys">Passkeys</h1>
      <p>With a passkey you sign in by fingerprint, by face or with the PIN of a device.</p>
      <button [disabled]="adding.isPending()" (click)="adding.run()">Add a passkey</button>
      @if (adding.error() || removing.error(); as error) {
        <p role="alert">{{ error }}</p>
      }
      @if (list.error(); as error) {
        <p role="alert">
          {{ error }}
          <button (click)="list.reload()">Try again</button>
        </p>
      } @else if (!list.data()) {
        <p role="status">Loading passkeys …</p>
      } @else if (list.data()?.length === 0) {
        <p class="empty">No passkeys yet.</p>
      }
      <ul>
        @for (passkey of list.data(); track passkey.id) {
          <li class="row">
            <span class="grow">{{ passkey.name }}{{ since(passkey.createdAt) }}</span>
            <button
              class="quiet"
              [attr.aria-label]="'Delete ' + passkey.name"
              [disabled]="removing.isPending()"
              (click)="removing.run(passkey.id)"
            >
              Delete
            </button>
          </li>
        }
      </ul>
    </section>
  `,
})
export class PasskeyList {
  private readonly passkeys = inject(PASSKEYS)

  protected readonly list = loaded(() => this.passkeys.listPasskeys())
  protected readonly adding = action(async () => {
    await this.passkeys.addPasskey()
    this.list.reload()
  })
  protected readonly removing = action(async (id: string) => {
    await this.passkeys.deletePasskey(id)
    this.list.reload()
  })

  protected since(date?: Date) {
    return date ? `, since ${date.toLocaleDateString()}` : ''
  }
}
