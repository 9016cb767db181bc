// One local backend per project at a time: two would write over each other's data.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A process that serves a project's backend at an URL. */
export type Running = { pid: number; url: string }

const fileIn = (directory: string) => join(directory, 'running.json')

/** Who serves the backend whose data is in a directory. The file of a process that was killed counts for nothing. */
export async function findRunning(directory: string): Promise<Running | undefined> {
  const found = read(directory)
  return found && exists(found.pid) && (await answers(found.url)) ? found : undefined
}

/**
 * Makes this process, which listens at that URL, the one that serves the backend. Gives the other
 * one when there is one.
 */
export async function claim(directory: string, url: string): Promise<Running | undefined> {
  const former = read(directory)
  // An URL that is ours now is that of a dead process, whose id may be somebody's again.
  const other = former?.url === url ? undefined : await findRunning(directory)
  if (other) return other
  const fresh = `${fileIn(directory)}.${process.pid}`
  writeFileSync(fresh, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 })
  renameSync(fresh, fileIn(directory))
  // Of two that start at once the later one wins, and the other sees that.
  await wait(50)
  return successor(directory)
}

/** The process that has claimed the backend since this one did. */
export function successor(directory: string): Running | undefined {
  const owner = read(directory)
  return owner?.pid === process.pid ? undefined : owner
}

/** Says that this process serves the backend no more. */
export function release(directory: string): void {
  if (read(directory)?.pid === process.pid) rmSync(fileIn(directory))
}

function read(directory: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(directory), 'utf8')) as Running
  } catch {
    return undefined
  }
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
