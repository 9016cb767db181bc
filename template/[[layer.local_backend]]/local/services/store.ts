// Where the local backend keeps its data between two starts.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Store } from './types.ts'

/** Opens `.amplify/local/` of a project; with `reset` it starts empty. */
export function openStore(project: string, { reset = false } = {}): Store {
  const directory = join(project, '.amplify', 'local')
  // What a person put there by hand survives a reset.
  const kept = reset ? read<unknown>(join(directory, 'secrets.json')) : undefined
  if (reset) rmSync(directory, { recursive: true, force: true })
  const path = (...parts: string[]) => {
    const file = join(directory, ...parts)
    mkdirSync(dirname(file), { recursive: true })
    return file
  }
  const write = (file: string, value: unknown) => {
    writeFileSync(path(`${file}.new`), JSON.stringify(value, null, 2), { mode: 0o600 })
    renameSync(path(`${file}.new`), path(file))
  }
  if (kept) write('secrets.json', kept)

  const keys = read<Record<string, string>>(path('keys.json')) ?? {}
  return {
    directory,
    path,
    read: (file) => read(path(file)),
    write,
    secret(name) {
      const known = keys[name]
      if (known) return known
      const made = randomBytes(24).toString('hex')
      keys[name] = made
      write('keys.json', keys)
      return made
    },
  }
}

/** Undefined when the file is missing; throws, naming the file, when it is not JSON. */
function read<T>(file: string): T | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Error(`${file} is not JSON`)
  }
}
