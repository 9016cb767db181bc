// Records on disk: a JSON file with all of them, and one line for each change since it was written.
// So a change costs the same whether there are ten users or ten thousand.
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import type { Store } from '../types.ts'

/** Records by table and key. */
export type Tables = Record<string, Map<string, unknown>>

export type Journal = {
  /** The record, or that there is none, is on disk when this returns. */
  write(table: string, key: string, record?: unknown): void
  /** Writes the whole file anew, without the lines. */
  compact(): void
}

type Line = [table: string, key: string, record?: unknown]

/** How many lines may follow the file before it is written anew. */
const longest = 2000

/** Takes the changes of an earlier start over into `tables`. `all` is what the whole file holds. */
export function openJournal(
  store: Store,
  name: string,
  tables: Tables,
  all: () => object,
): Journal {
  const file = store.path(`${name}.jsonl`)
  let lines = 0

  const apply = (line: string) => {
    const [table, key, record] = JSON.parse(line) as Line
    if (record === undefined) tables[table]?.delete(key)
    else tables[table]?.set(key, record)
  }
  // What follows the last line break was cut short, so its request was never answered.
  readLines(file).slice(0, -1).forEach(apply)

  const compact = () => {
    store.write(`${name}.json`, all())
    // In this order: a line that is read once more changes nothing.
    rmSync(file, { force: true })
    lines = 0
  }
  return {
    compact,
    write: (...line: Line) => {
      if (lines++ >= longest) compact()
      else appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    },
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
