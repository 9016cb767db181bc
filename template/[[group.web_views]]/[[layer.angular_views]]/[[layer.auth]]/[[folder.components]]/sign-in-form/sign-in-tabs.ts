import { Component, computed, viewChildren, type ElementRef } from '@angular/core'
import { authenticator } from './authenticator'

/** In Angular, the official tabs ignore the arrow keys, so that nobody could create an account with a keyboard. */
@Component({
  selector: 'app-sign-in-tabs',
  template: `
    <div class="amplify-tabs__list amplify-tabs__list--equal" role="tablist">
      @for (tab of tabs; track tab.route) {
        <button
          #button
          class="amplify-tabs__item"
          [class.amplify-tabs__item--active]="tab.route === auth.route()"
          role="tab"
          [attr.aria-selected]="tab.route === auth.route()"
          [attr.tabindex]="tab.route === auth.route() ? 0 : -1"
          (click)="tab.open()"
          (keydown.arrowleft)="openOther()"
          (keydown.arrowright)="openOther()"
        >
          {{ tab.label }}
        </button>
      }
    </div>
  `,
  styles: 'div { margin-bottom: 1rem; }',
})
export class SignInTabs {
  protected readonly auth = authenticator()
  protected readonly tabs = [
    { route: 'signIn', label: 'Sign In', open: () => this.auth.service.toSignIn() },
    { route: 'signUp', label: 'Create Account', open: () => this.auth.service.toSignUp() },
  ]
  private readonly buttons = viewChildren<ElementRef<HTMLElement>>('button')
  private readonly other = computed(() =>
    this.tabs.findIndex(({ route }) => route !== this.auth.route()),
  )

  protected openOther() {
    const other = this.other()
    this.tabs[other].open()
    this.buttons()[other].nativeElement.focus()
  }
}
