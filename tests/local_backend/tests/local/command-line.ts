// The local backend's command line in a process of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const command = resolve(import.meta.dirname, '../../local/start.ts')
const children: ChildProcess[] = []

/** Ends what a test that failed left behind. */
export async function endAll(): Promise<void> {
  const running = children.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode)
  const ended = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ended)
}

/** A local backend of the project in a directory, started with these flags; `env` besides that of the test. */
export function startIn(directory: string, flags: string[], env: Record<string, string> = {}) {
  const options = ['--project', directory, ...flags]
  const child: ChildProcess = spawn(process.execPath, [command, ...options], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  })
  let printed = ''
  const waiting: { pattern: RegExp; from: number; found: (text: string) => void }[] = []
  const look = () => {
    for (const one of [...waiting]) {
      if (!one.pattern.test(printed.slice(one.from))) continue
      waiting.splice(waiting.indexOf(one), 1)
      one.found(printed.slice(one.from))
    }
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      look()
    })
  }
  const ended = new Promise<number | null>((done) => child.on('close', done))
  children.push(child)
  return {
    /** Resolves with what was printed from now on, once it matches. */
    prints: (pattern: RegExp) =>
      new Promise<string>((found) => waiting.push({ pattern, from: printed.length, found })),
    async ready() {
      const ready = this.prints(/ready at .*\n/)
      if (!printed.includes('ready at')) await Promise.race([ready, ended])
      return printed
    },
    async stop(signal: NodeJS.Signals = 'SIGINT') {
      child.kill(signal)
      return ended
    },
    pid: child.pid ?? 0,
    ended,
    printed: () => printed,
  }
}
