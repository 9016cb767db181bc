import { Component, input, signal } from '@angular/core'
import { action } from '../async/action'
import type { BackendFunction } from '../lib/functions'

@Component({
  selector: 'app-function-call',
  template: `
    <form (submit)="$event.preventDefault(); calling.run(argument.value)">
      <div class="row">
        <input
          #argument
          class="grow"
          [attr.aria-label]="'Your name, for ' + name()"
          placeholder="Your name"
        />
        <button [disabled]="calling.isPending()">Call {{ name() }}</button>
      </div>
      @if (calling.isPending()) {
        <p role="status">Calling {{ name() }} …</p>
      }
      @if (calling.error(); as error) {
        <p role="alert">{{ error }}</p>
      }
      @if (answer() !== undefined) {
        <output>{{ answer() ?? 'No answer' }}</output>
      }
    </form>
  `,
})
export class FunctionCall {
  readonly name = input.required<string>()
  readonly call = input.required<BackendFunction['call']>()

  protected readonly answer = signal<string | null | undefined>(undefined)

  protected readonly calling = action(async (argument: string) => {
    this.answer.set(undefined)
    this.answer.set((await this.call()(argument)) ?? null)
  })
}
