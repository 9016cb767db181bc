import { Component } from '@angular/core'
import { RouterLink, RouterLinkActive } from '@angular/router'
import { Icon } from '../icon/icon'
import { screens } from '../lib/screens'

@Component({
  selector: 'app-navigation',
  imports: [Icon, RouterLink, RouterLinkActive],
  template: `
    @if (screens.length > 1) {
      <nav class="screens" aria-label="Screens">
        @for (screen of screens; track screen.path) {
          <a [routerLink]="screen.path" routerLinkActive ariaCurrentWhenActive="page">
            <app-icon [path]="screen.icon" />
            {{ screen.title }}
          </a>
        }
      </nav>
    }
  `,
  styles: ':host { display: contents; }',
})
export class Navigation {
  protected readonly screens = screens
}
