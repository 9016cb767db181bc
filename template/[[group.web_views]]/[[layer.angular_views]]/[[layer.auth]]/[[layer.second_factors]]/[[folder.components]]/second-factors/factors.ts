import { InjectionToken } from '@angular/core'
import * as factors from '../lib/second-factors'

/** The second factors of the person who is signed in. */
export const FACTORS = new InjectionToken('second factors', { factory: () => factors })
