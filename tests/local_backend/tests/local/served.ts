// Starts the sample backend in a process of its own, for tests that attack or kill it.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Started } from './serve-sample.ts'

export type Served = Started & {
  /** What it printed, errors included. */
  printed(): string
  /** Set once the process has ended. */
  ended(): { status: number | null; signal: string | null } | undefined
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** With its data in `home`. Rejects, with what it printed, when it does not start. */
export async function serve(home: string): Promise<Served> {
  const child = fork(join(import.meta.dirname, 'serve-sample.ts'), [home], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (printed = (printed + String(data)).slice(-20_000)))
  let ended: ReturnType<Served['ended']>
  const exit = once(child, 'exit').then(([status, signal]) => void (ended = { status, signal }))
  const [started] = await Promise.race([
    once(child, 'message') as Promise<[Started]>,
    exit.then(() => Promise.reject(new Error(`The backend did not start:\n${printed}`))),
  ])
  return {
    ...started,
    printed: () => printed,
    ended: () => ended,
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}
