import { Component, input } from '@angular/core'

/** In place of a screen whose service the local backend lacks. */
@Component({
  selector: 'app-unavailable-locally',
  template: `
    <p class="empty">
      {{ what() }} are not available on this machine; use a sandbox: <code>npm run sandbox</code>
    </p>
  `,
})
export class UnavailableLocally {
  /** A plural. */
  readonly what = input.required<string>()
}
