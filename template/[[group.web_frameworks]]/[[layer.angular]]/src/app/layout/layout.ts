import { ViewportScroller } from '@angular/common'
import { Component, inject, signal } from '@angular/core'
import { takeUntilDestroyed } from '@angular/core/rxjs-interop'
import {
  ActivatedRoute,
  NavigationEnd,
  NavigationError,
  Router,
  RouterLink,
  RouterOutlet,
} from '@angular/router'
import { routes } from '../app.routes'
import { appTitle } from '../lib/screens'
import { Navigation } from './navigation'

/** What is around every screen. */
@Component({
  selector: 'app-layout',
  imports: [Navigation, RouterLink, RouterOutlet],
  // Here and not by provideRouter in app.config.ts: the first page of a visitor needs no router, and is shown sooner
  // without one.
  providers: [{ provide: ActivatedRoute, useFactory: () => inject(Router).routerState.root }],
  template: `
    <div class="app">
      <header class="bar">
        <a class="brand" routerLink="/">{{ appTitle }}</a>
        <ng-content />
      </header>
      <app-navigation />
      <main class="workspace">
        @if (lost(); as address) {
          <section aria-labelledby="lost">
            <h1 id="lost">This screen could not be loaded</h1>
            <p role="alert">Check your connection, then <a [href]="address">try again</a>.</p>
          </section>
        } @else {
          @if (!isOpen()) {
            <p role="status">Loading …</p>
          }
          <router-outlet (activate)="isOpen.set(true)" />
        }
      </main>
    </div>
  `,
  styles: 'router-outlet { display: none; }',
})
export class Layout {
  protected readonly appTitle = appTitle
  protected readonly isOpen = signal(false)

  /** The address of a screen whose code could not be loaded. */
  protected readonly lost = signal('')

  constructor() {
    const router = inject(Router)
    const scroller = inject(ViewportScroller)
    router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationError) this.lost.set(event.url)
      if (!(event instanceof NavigationEnd)) return
      this.lost.set('')
      // On the way back, the browser itself knows where one was.
      if (router.lastSuccessfulNavigation()?.trigger === 'imperative') {
        scroller.scrollToPosition([0, 0])
      }
    })
    router.resetConfig(routes)
    router.initialNavigation()
  }
}
