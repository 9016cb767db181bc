import { InjectionToken } from '@angular/core'
import { hasBackend } from '../lib/outputs'

/** False while amplify_outputs.json is a stub. */
export const HAS_BACKEND = new InjectionToken('has backend', { factory: () => hasBackend })
