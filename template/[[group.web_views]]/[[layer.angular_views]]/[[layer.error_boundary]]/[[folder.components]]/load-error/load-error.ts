import { Component } from '@angular/core'

@Component({
  selector: 'app-load-error',
  template: `
    <main class="notice">
      <h1>This page could not be loaded</h1>
      <p role="alert">Check your connection, then try again.</p>
      <button (click)="reload()">Reload</button>
    </main>
  `,
})
export class LoadError {
  protected reload() {
    location.reload()
  }
}
