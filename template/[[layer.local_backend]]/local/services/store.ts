// Where the local backend keeps its data between two starts.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { runningFile } from '../running.ts'
import type { Store } from './types.ts'

/** What a person put there by hand survives a reset, and so does what tells that a backend runs. */
const isKept = (name: string) => name === 'secrets.json' || runningFile.test(name)

/** `.amplify/local/` of a project. What is in it is nobody else's: it is closed to other users. */
export function dataDirectory(project: string): string {
  const directory = join(project, '.amplify', 'local')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  return directory
}

/** Opens `.amplify/local/` of a project; with `reset` it starts empty. */
export function openStore(project: string, { reset = false } = {}): Store {
  const directory = dataDirectory(project)
  const old = reset ? readdirSync(directory).filter((name) => !isKept(name)) : []
  for (const name of old) rmSync(join(directory, name), { recursive: true, force: true })
  const path = (...parts: string[]) => {
    const file = join(directory, ...parts)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return file
  }
  const write = (file: string, value: unknown) => {
    const fresh = path(`${file}.new`)
    // Whole before it replaces the other. Waiting for the disk would keep it over a power cut as
    // well, and take longer than all else in a request.
    writeFileSync(fresh, JSON.stringify(value), { mode: 0o600 })
    renameSync(fresh, path(file))
  }
  const good = new Map<string, unknown>()
  const read = <T>(file: string): T | undefined => {
    try {
      good.set(file, readJson(path(file)))
    } catch (error) {
      // A person who is editing it may have saved half of it.
      if (!good.get(file)) throw error
    }
    return good.get(file) as T | undefined
  }

  const keys = read<Record<string, string>>('keys.json') ?? {}
  return {
    directory,
    path,
    read,
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
function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON: repair it or delete it.`)
  }
}
