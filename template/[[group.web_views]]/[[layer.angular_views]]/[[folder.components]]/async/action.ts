import { signal } from '@angular/core'
import { messageOf } from '../lib/errors'

/** `run` starts an action, unless it is running already; `error` says what went wrong the last time. */
export function action<Args extends unknown[]>(work: (...args: Args) => Promise<unknown>) {
  const isPending = signal(false)
  const error = signal('')

  async function run(...args: Args) {
    if (isPending()) return
    isPending.set(true)
    error.set('')
    try {
      await work(...args)
    } catch (problem) {
      error.set(messageOf(problem))
    } finally {
      isPending.set(false)
    }
  }

  return { run, isPending: isPending.asReadonly(), error: error.asReadonly() }
}
