import { Component, inject, InjectionToken } from '@angular/core'
import { functions } from '../lib/functions'
import { FunctionCall } from './function-call'

/** The functions of the backend. */
export const FUNCTIONS = new InjectionToken('functions', { factory: () => functions })

@Component({
  selector: 'app-function-calls',
  imports: [FunctionCall],
  template: `
    <section aria-labelledby="functions">
      <h1 id="functions">Functions</h1>
      @for (each of functions; track each.name) {
        <app-function-call [name]="each.name" [call]="each.call" />
      }
    </section>
  `,
})
export class FunctionCalls {
  protected readonly functions = inject(FUNCTIONS)
}
