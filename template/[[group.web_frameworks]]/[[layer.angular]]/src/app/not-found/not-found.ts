import { Component } from '@angular/core'
import { RouterLink } from '@angular/router'

@Component({
  selector: 'app-not-found',
  imports: [RouterLink],
  template: `
    <section aria-labelledby="not-found">
      <h1 id="not-found">Nothing is here</h1>
      <p>No screen has this address. <a routerLink="/">Go back to the start</a></p>
    </section>
  `,
})
export class NotFound {}
