import { InjectionToken } from '@angular/core'
import * as todos from '../lib/todos'

/** The to-dos of the backend. */
export const TODOS = new InjectionToken('to-dos', { factory: () => todos })
