// Synthesizes again whenever a file in amplify/ changes.
import { watch } from 'node:fs'
import { join } from 'node:path'

const settle = 100

/**
 * Calls `changed` some milliseconds after the last of several changes. A call that still runs is
 * told to stop through its signal, and the next one waits for its end. Gives a function that ends
 * the watch.
 */
export function watchSources(
  project: string,
  changed: (signal: AbortSignal) => Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let controller = new AbortController()
  const watcher = watch(join(project, 'amplify'), { recursive: true }, (_, file) => {
    // Editors write temporary files beside the one that they save.
    if (file && /(^|[\\/])\.|~$|\.sw[a-z]$|\.tmp$/.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      controller.abort()
      controller = new AbortController()
      const { signal } = controller
      running = running.then(() => (signal.aborted ? undefined : changed(signal)))
    }, settle)
  })
  return () => {
    clearTimeout(timer)
    controller.abort()
    watcher.close()
  }
}
