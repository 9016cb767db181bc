import { InjectionToken } from '@angular/core'
import { localBackend } from '../lib/outputs'

/** Where the local backend is, when the app talks to it. */
export const LOCAL_BACKEND_URL = new InjectionToken('local backend', {
  factory: () => localBackend?.url,
})
