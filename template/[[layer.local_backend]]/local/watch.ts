// Notices saved files: the sources of the backend, and the secrets of its functions.
import { readFileSync, watch } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { foldersOf, haveChanged, readSources, type Sources } from '../scripts/sources.ts'

const settle = 100

/**
 * Calls `changed` some milliseconds after the last of several changes to the sources, `known` being
 * those that were synthesized. A call that still runs is told to stop through its signal, and the
 * next one waits for its end. Gives a function that ends the watch.
 */
export function watchSources(
  project: string,
  known: Sources,
  changed: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let looking = Promise.resolve()
  let controller = new AbortController()
  const end = new AbortController()
  let unwatch: (() => void)[] = []

  const look = async () => {
    if (end.signal.aborted) return
    // Anew, as a folder may have been replaced, and before the files are read: no change is missed.
    unwatch.forEach((close) => close())
    unwatch = foldersWith(project, known).map((folder) => watchFolder(folder, soon))
    if (!(await haveChanged(project, known))) return
    known = await readSources(project)
    soon() // what they import may be in other folders now
    controller.abort()
    controller = new AbortController()
    const signal = AbortSignal.any([controller.signal, end.signal])
    running = running.then(() => (signal.aborted ? undefined : changed(signal)))
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => (looking = looking.then(look)), settle)
  }
  soon()
  return () => {
    end.abort()
    clearTimeout(timer)
    unwatch.forEach((close) => close())
    return running
  }
}

/** Those of the sources, with the new ones in `amplify/`. */
function foldersWith(project: string, sources: Sources): string[] {
  const own = foldersOf(join(project, 'amplify'))
  const others = Object.keys(sources).map((file) => dirname(join(project, file)))
  return [...new Set([...own, ...others])]
}

/** Calls `changed` with the text of a file, undefined when it is gone, whenever that is another. */
export function watchFile(file: string, changed: (text: string | undefined) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let known = textOf(file)
  const look = () => {
    const text = textOf(file)
    if (text === known) return
    known = text
    changed(text)
  }
  const unwatch = watchFolder(dirname(file), (name) => {
    if (name !== basename(file)) return
    clearTimeout(timer)
    timer = setTimeout(look, settle)
  })
  return () => {
    clearTimeout(timer)
    unwatch()
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Calls `changed` with the name of what was written, made or removed right in a folder: editors
 * replace the file that they save, and who watches the file, as Node.js does for whole trees on
 * Linux, watches the one that is gone.
 */
function watchFolder(folder: string, changed: (name: string | null) => void): () => void {
  try {
    const watcher = watch(folder, (_, name) => changed(name))
    watcher.on('error', () => changed(null)) // on Windows when it is removed
    return () => watcher.close()
  } catch {
    return () => undefined // removed meanwhile, which the folder around it tells
  }
}
