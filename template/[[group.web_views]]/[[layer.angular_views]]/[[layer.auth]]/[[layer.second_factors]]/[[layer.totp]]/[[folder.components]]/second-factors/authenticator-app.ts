import { Component, inject, InjectionToken, output } from '@angular/core'
import { action } from '../async/action'
import { loaded } from '../async/loaded'
import * as app from '../lib/authenticator-app'

/** How a key gets into an authenticator app. */
export const AUTHENTICATOR_APP = new InjectionToken('authenticator app', { factory: () => app })

/** Sets up an authenticator app, and says when that is done. */
@Component({
  selector: 'app-authenticator-app',
  template: `
    @if (key.error(); as error) {
      <p role="alert">
        {{ error }}
        <button (click)="key.reload()">Try again</button>
      </p>
    } @else if (key.data(); as made) {
      <form (submit)="$event.preventDefault(); confirming.run(code.value.trim())">
        <p>
          Scan this with your authenticator app, <a [href]="made.link">open it</a> there, or type
          <code>{{ made.secret }}</code>.
        </p>
        <img [src]="made.picture" alt="The key as a QR code" width="160" height="160" />
        <div class="row">
          <input
            #code
            class="grow"
            aria-label="The code that the app shows"
            placeholder="123456"
            required
            inputmode="numeric"
            autocomplete="one-time-code"
          />
          <button [disabled]="confirming.isPending()">Confirm</button>
        </div>
        @if (confirming.error(); as error) {
          <p role="alert">{{ error }}</p>
        }
      </form>
    } @else {
      <p role="status">Making a key …</p>
    }
  `,
  styles: ':host { display: contents; }',
})
export class AuthenticatorApp {
  private readonly app = inject(AUTHENTICATOR_APP)

  readonly ready = output()

  protected readonly key = loaded(() => this.app.makeKey())
  protected readonly confirming = action(async (code: string) => {
    await this.app.confirmKey(code)
    this.ready.emit()
  })
}
