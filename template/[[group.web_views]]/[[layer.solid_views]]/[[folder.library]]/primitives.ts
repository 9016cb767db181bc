import { createSignal, onCleanup, onMount } from 'solid-js'
import { messageOf } from './errors'

/** Begins to watch something, and returns the function that stops it. */
export type Watch<T> = (
  onValue: (value: T) => void,
  onError: (problem: unknown) => void,
) => () => void

/** Hands on to `onValue` what `watch` brings, while the component is there. An error ends it, and `retry` begins again. */
export function createLive<T>(watch: Watch<T>, onValue: (value: T) => void) {
  const [error, setError] = createSignal('')
  let stop = () => {}

  function start() {
    stop()
    setError('')
    let isOver = false
    const end = watch(
      (value) => {
        if (!isOver) onValue(value)
      },
      (problem) => {
        if (!isOver) setError(messageOf(problem))
      },
    )
    stop = () => {
      isOver = true
      end()
    }
  }

  onMount(start)
  onCleanup(() => stop())

  return { error, retry: start }
}

/** What `load` gives once the component is there, and again after `reload`; the newest answer counts. */
export function createLoaded<T>(load: () => Promise<T>) {
  const [data, setData] = createSignal<T>()
  const { error, retry: reload } = createLive<T>(
    (onValue, onError) => {
      load().then(onValue, onError)
      return () => {}
    },
    (value) => setData(() => value),
  )

  return { data, setData, error, reload }
}

/** `run` starts an action, unless it is running already; `error` says what went wrong the last time. */
export function createAction<Args extends unknown[]>(action: (...args: Args) => Promise<unknown>) {
  const [isPending, setPending] = createSignal(false)
  const [error, setError] = createSignal('')

  async function run(...args: Args) {
    if (isPending()) return
    setPending(true)
    setError('')
    try {
      await action(...args)
    } catch (problem) {
      setError(messageOf(problem))
    } finally {
      setPending(false)
    }
  }

  return { run, isPending, error }
}

/** For a form whose data the app sends itself. */
export function whenSubmitted(send: () => unknown) {
  return (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
}
