import { afterNextRender, DestroyRef, inject, signal, type WritableSignal } from '@angular/core'
import { messageOf } from '../lib/errors'

type Watch<T> = (onValue: (value: T) => void, onError: (problem: unknown) => void) => () => void

/**
 * Follows what `watch` brings while the component is there: `data` is the newest. An error ends it, and `retry` begins
 * again.
 */
export function live<T>(watch: Watch<T>) {
  const data: WritableSignal<T | undefined> = signal(undefined)
  const error = signal('')
  let stop = () => {}

  function start() {
    stop()
    error.set('')
    let isOver = false
    const end = watch(
      (value) => {
        if (!isOver) data.set(value)
      },
      (problem) => {
        if (!isOver) error.set(messageOf(problem))
      },
    )
    stop = () => {
      isOver = true
      end()
    }
  }

  afterNextRender(start)
  inject(DestroyRef).onDestroy(() => stop())

  return { data, error: error.asReadonly(), retry: start }
}
