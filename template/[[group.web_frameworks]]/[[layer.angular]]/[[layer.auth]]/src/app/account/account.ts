import '../lib/amplify'
import { Component, DestroyRef, inject, InjectionToken } from '@angular/core'
import { signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { action } from '../async/action'
import { loaded } from '../async/loaded'
import { personName } from '../lib/person'

/** The person who is signed in. */
export const PERSON = new InjectionToken('person', { factory: () => ({ personName, signOut }) })

/** Who is signed in, and the way out. */
@Component({
  selector: 'app-account',
  template: `
    <span class="who">{{ name.error() ? 'Signed in' : name.data() }}</span>
    <button class="quiet" [disabled]="leaving.isPending()" (click)="leaving.run()">Sign out</button>
    @if (leaving.error(); as error) {
      <p role="alert">{{ error }}</p>
    }
  `,
  styles: ':host { display: contents; }',
})
export class Account {
  private readonly person = inject(PERSON)

  protected readonly name = loaded(() => this.person.personName())
  protected readonly leaving = action(() => this.person.signOut())

  constructor() {
    // In a new document, nothing of this person stays in memory. Whoever came by a provider is taken there right after
    // this event, which ends the session there.
    const stop = Hub.listen('auth', ({ payload }) => {
      if (payload.event === 'signedOut') location.replace(document.baseURI)
    })
    inject(DestroyRef).onDestroy(stop)
  }
}
