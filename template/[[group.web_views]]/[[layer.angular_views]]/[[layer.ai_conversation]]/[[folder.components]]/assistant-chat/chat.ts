import { InjectionToken } from '@angular/core'
import * as chat from '../lib/chat'

/** What the person and the model say to each other. */
export const CHAT = new InjectionToken('chat', { factory: () => chat })
