import { Component } from '@angular/core'
import { Icon } from '../icon/icon'
import { appTitle, screens } from '../lib/screens'

@Component({
  selector: 'app-welcome',
  imports: [Icon],
  template: `
    <main class="welcome">
      <h1>{{ appTitle }}</h1>
      <p class="lead">One account, and all of this is yours wherever you are.</p>
      <ng-content />
      <ul class="offers">
        @for (screen of screens; track screen.path) {
          <li>
            <app-icon [path]="screen.icon" />
            <h2>{{ screen.title }}</h2>
            <p>{{ screen.offer }}</p>
          </li>
        }
      </ul>
    </main>
  `,
})
export class Welcome {
  protected readonly appTitle = appTitle
  protected readonly screens = screens
}
