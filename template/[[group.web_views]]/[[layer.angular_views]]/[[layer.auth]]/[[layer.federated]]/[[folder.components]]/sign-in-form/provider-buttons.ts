import { Component, DestroyRef, inject, InjectionToken, signal } from '@angular/core'
import { action } from '../async/action'
import { messageOf } from '../lib/errors'
import { providers, signInWith } from '../lib/providers'
import { watchRedirectFailures } from '../lib/redirect-failures'

/** The providers of the backend, and how people come back from them. */
export const PROVIDERS = new InjectionToken('providers', {
  factory: () => ({ providers, signInWith, watchRedirectFailures }),
})

/** Ways to sign in that the official form has no buttons for, and why the last way did not end well. */
@Component({
  selector: 'app-provider-buttons',
  template: `
    <div class="providers">
      @if (leaving.error() || failure(); as error) {
        <p role="alert">{{ error }}</p>
      }
      @for (provider of providers; track provider) {
        <button
          class="amplify-button amplify-button--fullwidth"
          [disabled]="leaving.isPending()"
          (click)="leaving.run(provider[0])"
        >
          Sign in with {{ provider[1] }}
        </button>
      }
    </div>
  `,
  styles: `
    .providers {
      display: grid;
      gap: 1rem;
      padding: 2rem 2rem 0;
    }

    .providers:not(:has(> *)) {
      display: none;
    }
  `,
})
export class ProviderButtons {
  private readonly backend = inject(PROVIDERS)

  protected readonly providers = Object.entries(this.backend.providers)
  protected readonly failure = signal('')
  protected readonly leaving = action((name: string) => this.backend.signInWith(name))

  constructor() {
    const stop = this.backend.watchRedirectFailures((problem) =>
      this.failure.set(messageOf(problem)),
    )
    inject(DestroyRef).onDestroy(stop)
  }
}
