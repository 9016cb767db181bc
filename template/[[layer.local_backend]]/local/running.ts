// One local backend per project at a time: two would write over each other's data.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A process that serves a project's backend at an URL. */
export type Running = { pid: number; url: string }

/** The files that say who serves; what was killed leaves its own, and the next has a higher turn. */
export const runningFile = /^running\.(\d+)\.json$/

const fileOf = (directory: string, turn: number) => join(directory, `running.${turn}.json`)
const turnsIn = (directory: string) =>
  readdirSync(directory)
    .flatMap((name) => runningFile.exec(name)?.[1] ?? [])
    .map(Number)
const latestIn = (directory: string) => Math.max(0, ...turnsIn(directory))

/** Who serves the backend whose data is in a directory. The file of a process that was killed counts for nothing. */
export const findRunning = (directory: string) =>
  serving(contents(fileOf(directory, latestIn(directory))))

/**
 * Makes this process, which listens at that URL, the one that serves the backend. Gives the other
 * one when there is one. Of several that start at once one can make the file of the next turn, and
 * no file of a living process is ever removed by another.
 */
export async function claim(directory: string, url: string): Promise<Running | undefined> {
  for (;;) {
    const latest = latestIn(directory)
    const former = contents(fileOf(directory, latest))
    // An URL that is ours now is that of a dead process, whose id may be somebody's again.
    const other = parsed(former)?.url === url ? undefined : await serving(former)
    if (other) return other
    if (former === '') await wait(100) // It may be about to be written.
    if (contents(fileOf(directory, latest)) !== former || latestIn(directory) !== latest) continue
    const mine = fileOf(directory, latest + 1)
    if (!created(mine, JSON.stringify({ pid: process.pid, url }))) continue
    // Who was slow between looking and writing sees now that somebody else came first.
    if (latestIn(directory) === latest + 1 && contents(fileOf(directory, latest)) === former) {
      const old = turnsIn(directory).filter((turn) => turn <= latest)
      for (const turn of old) rmSync(fileOf(directory, turn), { force: true })
      return undefined
    }
    rmSync(mine, { force: true })
  }
}

/** Says that this process serves the backend no more. */
export function release(directory: string): void {
  for (const turn of turnsIn(directory)) {
    const file = fileOf(directory, turn)
    if (parsed(contents(file))?.pid === process.pid) rmSync(file)
  }
}

/** Whether the file was not there and is now. */
function created(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** What is in a file; undefined when there is none. */
function contents(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parsed(text = ''): Running | undefined {
  try {
    return JSON.parse(text) as Running
  } catch {
    return undefined
  }
}

async function serving(text: string | undefined): Promise<Running | undefined> {
  const found = parsed(text)
  return found && exists(found.pid) && (await answers(found.url)) ? found : undefined
}

export function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const answers = (url: string) =>
  new Promise<boolean>((done) => {
    const { hostname: host, port } = new URL(url)
    const socket = connect({ host, port: Number(port), timeout: 1000 })
    const end = (answered: boolean) => {
      socket.destroy()
      done(answered)
    }
    socket.on('connect', () => end(true)).on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
