import { shallowRef } from 'vue'
import { useLive } from './useLive'

/** What `load` gives once the component is there, and again after `reload`; the newest answer counts. */
export function useLoaded<T>(load: () => Promise<T>) {
  const data = shallowRef<T>()
  const { error, retry: reload } = useLive<T>(
    (onValue, onError) => {
      load().then(onValue, onError)
      return () => {}
    },
    (value) => (data.value = value),
  )

  return { data, error, reload }
}
