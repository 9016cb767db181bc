import { Component, input } from '@angular/core'

@Component({
  selector: 'app-icon',
  template: `
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: ':host { display: contents; }',
})
export class Icon {
  readonly path = input.required<string>()
}
