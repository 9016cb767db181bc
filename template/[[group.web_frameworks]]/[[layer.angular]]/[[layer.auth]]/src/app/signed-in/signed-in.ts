import '../lib/amplify'
import { Component, DestroyRef, inject, signal } from '@angular/core'
import { getCurrentUser } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { Account } from '../account/account'
import { ConnectBackend } from '../connect-backend/connect-backend'
import { HAS_BACKEND } from '../connect-backend/has-backend'
import { Layout } from '../layout/layout'
import { appTitle } from '../lib/screens'
import { watchOtherWindows } from '../lib/session'
import { LoadError } from '../load-error/load-error'
import { SignInForm } from '../sign-in-form/sign-in-form'

/** The sign-in form, and what is behind it. */
@Component({
  selector: 'app-signed-in',
  imports: [Account, ConnectBackend, Layout, LoadError, SignInForm],
  template: `
    @if (!hasBackend) {
      <app-connect-backend />
    } @else if (isSignedIn()) {
      @defer (on immediate) {
        <app-layout><app-account /></app-layout>
      } @error {
        <app-load-error />
      }
    } @else if (isSignedIn() === false) {
      @defer (on immediate) {
        <main class="sign-in">
          <h1>{{ appTitle }}</h1>
          <app-sign-in-form />
        </main>
      } @error {
        <app-load-error />
      }
    } @else {
      <p role="status">Loading …</p>
    }
  `,
})
export class SignedIn {
  protected readonly hasBackend = inject(HAS_BACKEND)
  protected readonly appTitle = appTitle

  /** Unknown at first. */
  protected readonly isSignedIn = signal<boolean | undefined>(undefined)

  constructor() {
    getCurrentUser().then(
      () => this.isSignedIn.set(true),
      () => this.isSignedIn.set(false),
    )
    const stop = Hub.listen('auth', ({ payload }) => {
      if (payload.event === 'signedIn') this.isSignedIn.set(true)
    })
    inject(DestroyRef).onDestroy(stop)
    inject(DestroyRef).onDestroy(watchOtherWindows(() => location.reload()))
  }
}
