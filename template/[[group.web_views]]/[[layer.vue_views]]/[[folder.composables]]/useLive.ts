import { onMounted, onUnmounted, ref } from 'vue'
import { messageOf } from '../lib/errors'

type Watch<T> = (onValue: (value: T) => void, onError: (problem: unknown) => void) => () => void

/**
 * Hands on to `onValue` what `watch` brings, while the component is there. An error ends it, and `retry` begins again.
 */
export function useLive<T>(watch: Watch<T>, onValue: (value: T) => void) {
  const error = ref('')
  let stop = () => {}

  function start() {
    stop()
    error.value = ''
    let isOver = false
    const end = watch(
      (value) => {
        if (!isOver) onValue(value)
      },
      (problem) => {
        if (!isOver) error.value = messageOf(problem)
      },
    )
    stop = () => {
      isOver = true
      end()
    }
  }

  onMounted(start)
  onUnmounted(() => stop())

  return { error, retry: start }
}
