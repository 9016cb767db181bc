import { untrack } from 'svelte'
import { messageOf } from './errors'

/** What a form or a button starts: once at a time. `error` says what went wrong the last time. */
export class Action<Args extends unknown[] = []> {
  isPending = $state(false)
  error = $state('')
  readonly run: (...args: Args) => Promise<void>

  constructor(action: (...args: Args) => Promise<unknown>) {
    this.run = async (...args) => {
      if (this.isPending) return
      this.isPending = true
      this.error = ''
      try {
        await action(...args)
      } catch (problem) {
        this.error = messageOf(problem)
      } finally {
        this.isPending = false
      }
    }
  }
}

export type Watch<T> = (
  onValue: (value: T) => void,
  onError: (problem: unknown) => void,
) => () => void

/** Hands on what `watch` brings while the component is there. An error ends it, and `retry` begins again. */
export class Live<T> {
  error = $state('')
  readonly retry: () => void

  constructor(watch: Watch<T>, onValue: (value: T) => void) {
    let stop = () => {}
    this.retry = () => {
      stop()
      this.error = ''
      let isOver = false
      const end = watch(
        (value) => {
          if (!isOver) onValue(value)
        },
        (problem) => {
          if (!isOver) this.error = messageOf(problem)
        },
      )
      stop = () => {
        isOver = true
        end()
      }
    }
    $effect(() => {
      untrack(this.retry)
      return () => stop()
    })
  }
}

/** What `load` gives once the component is there, and again after `reload`; the newest answer counts. */
export class Loaded<T> {
  data = $state.raw<T>()
  readonly #live: Live<T>

  constructor(load: () => Promise<T>) {
    this.#live = new Live(
      (onValue, onError) => {
        load().then(onValue, onError)
        return () => {}
      },
      (value) => (this.data = value),
    )
  }

  get error() {
    return this.#live.error
  }

  reload = () => this.#live.retry()
}

/** Handles the submission of a form in its stead. */
export function handle(submit: (event: SubmitEvent) => unknown) {
  return (event: SubmitEvent) => {
    event.preventDefault()
    submit(event)
  }
}
