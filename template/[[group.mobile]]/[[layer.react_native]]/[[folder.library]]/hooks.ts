import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf } from './errors'

/** Begins to watch something, and returns the function that stops it. */
export type Watch<T> = (
  onValue: (value: T) => void,
  onError: (problem: unknown) => void,
) => () => void

/**
 * Hands on to `onValue` what `watch` brings, until the component goes. An error ends it, and `retry` begins again.
 * A change of either function begins again, too.
 */
export function useLive<T>(watch: Watch<T>, onValue: (value: T) => void) {
  const [error, setError] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    let isOver = false
    const stop = watch(
      (value) => !isOver && onValue(value),
      (problem) => !isOver && setError(messageOf(problem)),
    )
    return () => {
      isOver = true
      stop()
    }
  }, [watch, onValue, attempt])

  const retry = useCallback(() => {
    setError(undefined)
    setAttempt((attempt) => attempt + 1)
  }, [])

  return { error, retry }
}

/** The answer of `load`, which is asked again by `reload` and when it is another function. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [data, setData] = useState<T>()
  const watch: Watch<T> = useCallback(
    (onValue, onError) => {
      load().then(onValue, onError)
      return () => {}
    },
    [load],
  )
  const { error, retry: reload } = useLive(watch, setData)
  return { data, error, reload }
}

/** `run` starts an action, unless it is running already; `error` says what went wrong the last time. */
export function useAction<Args extends unknown[]>(action: (...args: Args) => Promise<unknown>) {
  const isRunning = useRef(false)
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<string>()

  async function attempt(args: Args) {
    try {
      await action(...args)
    } catch (problem) {
      setError(messageOf(problem))
    }
    isRunning.current = false
    setPending(false)
  }

  function run(...args: Args) {
    if (isRunning.current) return
    isRunning.current = true
    setPending(true)
    setError(undefined)
    void attempt(args)
  }

  return { run, isPending, error }
}
