import { InjectionToken } from '@angular/core'
import * as files from '../lib/files'

/** The files of the backend. */
export const FILES = new InjectionToken('files', { factory: () => files })
