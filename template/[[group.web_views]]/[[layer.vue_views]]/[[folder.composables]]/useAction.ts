import { ref } from 'vue'
import { messageOf } from '../lib/errors'

/** `run` starts an action, unless it is running already; `error` says what went wrong the last time. */
export function useAction<Args extends unknown[]>(action: (...args: Args) => Promise<unknown>) {
  const isPending = ref(false)
  const error = ref('')

  async function run(...args: Args) {
    if (isPending.value) return
    isPending.value = true
    error.value = ''
    try {
      await action(...args)
    } catch (problem) {
      error.value = messageOf(problem)
    } finally {
      isPending.value = false
    }
  }

  return { run, isPending, error }
}
