import '../lib/amplify'
import { Component, inject, InjectionToken, signal } from '@angular/core'
import { AuthenticatorService } from '@aws-amplify/ui-angular'
import { resendSignUpCode } from 'aws-amplify/auth'
import { action } from '../async/action'

/** Sends another link. */
export const RESEND_LINK = new InjectionToken('resend link', { factory: () => resendSignUpCode })

/** What somebody sees who has a link to open, for which the official form has no screen. */
@Component({
  selector: 'app-open-link',
  template: `
    <section class="open-link" aria-labelledby="open-link">
      <h2 id="open-link">Open the link</h2>
      <p>We e-mailed you a link. Open it to confirm your address, and sign in then.</p>
      <div class="row">
        <button (click)="auth.toSignIn()">Sign in</button>
        <button class="quiet" [disabled]="sending.isPending()" (click)="sending.run()">
          Send it again
        </button>
      </div>
      @if (isSentAgain()) {
        <p role="status">We sent another link.</p>
      }
      @if (sending.error(); as error) {
        <p role="alert">{{ error }}</p>
      }
    </section>
  `,
  styles: '.open-link { max-width: 30rem; }',
})
export class OpenLink {
  private readonly resend = inject(RESEND_LINK)

  protected readonly auth = inject(AuthenticatorService)
  protected readonly isSentAgain = signal(false)

  protected readonly sending = action(async () => {
    this.isSentAgain.set(false)
    // After resendCode of AuthenticatorService, an earlier error would stay.
    await this.resend({ username: this.auth.username })
    this.isSentAgain.set(true)
  })
}
