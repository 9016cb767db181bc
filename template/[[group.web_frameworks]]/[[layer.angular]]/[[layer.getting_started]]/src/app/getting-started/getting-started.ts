import { Component } from '@angular/core'

@Component({
  selector: 'app-getting-started',
  template: `
    <section aria-labelledby="start">
      <h1 id="start">Nothing here yet</h1>
      <p>What a first screen needs:</p>
      <ul>
        <li>a resource in <code>amplify/backend.ts</code></li>
        <li>a component in <code>src/app/</code></li>
        <li>a route in <code>src/app/app.routes.ts</code></li>
        <li>a title and an icon in <code>src/app/lib/screens.ts</code></li>
      </ul>
    </section>
  `,
})
export class GettingStarted {}
