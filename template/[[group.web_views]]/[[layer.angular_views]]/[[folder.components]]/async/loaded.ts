import { live } from './live'

/** What `load` gives once the component is there, and again after `reload`; the newest answer counts. */
export function loaded<T>(load: () => Promise<T>) {
  const { retry: reload, ...rest } = live<T>((onValue, onError) => {
    load().then(onValue, onError)
    return () => {}
  })
  return { ...rest, reload }
}
