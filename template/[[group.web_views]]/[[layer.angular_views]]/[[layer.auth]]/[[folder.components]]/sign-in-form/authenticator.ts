import { DestroyRef, inject, signal } from '@angular/core'
import { AuthenticatorService } from '@aws-amplify/ui-angular'

/** Which screen the official form shows, as a signal, and the service that it belongs to. */
export function authenticator() {
  const service = inject(AuthenticatorService)
  const route = signal(service.route)
  const subscription = service.subscribe(({ route: current }) => route.set(current))
  inject(DestroyRef).onDestroy(() => subscription.unsubscribe())
  return { service, route: route.asReadonly() }
}
