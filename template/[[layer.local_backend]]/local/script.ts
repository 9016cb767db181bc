// A script of package.json beside the local backend, such as the development server: it ends with the backend.
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { manager } from './package-manager.ts'
import { exists } from './running.ts'

export type Script = {
  /** Its exit status. Rejects when `manager` cannot be started. */
  ended: Promise<number>
  /**
   * Ends every process of it, after the milliseconds that they have for ending by themselves, as
   * they do when Ctrl+C in the terminal has reached them too.
   */
  end(patience: number): Promise<void>
  /** Does not wait any longer. */
  kill(): void
}

const windows = process.platform === 'win32'

/** Runs a script of a project whose backend is at that URL. */
export function runScript(project: string, name: string, url: string): Script {
  const preload = (file: string) => `--import ${pathToFileURL(join(import.meta.dirname, file))}`
  const { NODE_OPTIONS = '', ...env } = process.env
  const options = [
    NODE_OPTIONS,
    // Frameworks with a server start it in this process or in one of its children.
    preload('redirect-server.ts'),
    `${preload('end-with.ts')}?${process.pid}`,
  ]
  // Not detached: in a group of its own it could neither read keys from the terminal nor get its Ctrl+C.
  const child = spawn(manager, ['run', name], {
    cwd: project,
    env: { ...env, LOCAL_BACKEND: url, NODE_OPTIONS: options.join(' ').trim() },
    stdio: 'inherit',
    shell: windows,
  })
  let pids: number[] = []
  return {
    ended: new Promise((done, fail) => {
      child.on('exit', (status) => done(status ?? 1)).on('error', fail)
    }),
    async end(patience) {
      const { pid, exitCode, signalCode } = child
      if (pid === undefined || exitCode !== null || signalCode !== null) return
      pids = windows ? [pid] : treeOf(pid)
      await gone(pids, patience)
      if (windows) spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'])
      send(pids, 'SIGTERM')
      await gone(pids, 2000)
      send(pids, 'SIGKILL')
    },
    kill: () => send(pids, 'SIGKILL'),
  }
}

/** Waits until none of these processes is left, at most so many milliseconds. */
async function gone(pids: number[], milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds
  while (performance.now() < until && pids.some(exists)) await wait(20)
}

function send(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // It ended meanwhile.
    }
  }
}

/** A process and all that it started: signals to `manager` do not reach what its shell runs. */
function treeOf(root: number): number[] {
  const all = process.platform === 'linux' ? ofProc() : ofPs()
  const tree = [root]
  for (const parent of tree)
    tree.push(...all.filter((one) => one[1] === parent).map(([pid]) => pid))
  return tree
}

/** Every process with its parent. */
function ofProc(): [pid: number, parent: number][] {
  return readdirSync('/proc').flatMap((pid): [number, number][] => {
    if (!/^\d+$/.test(pid)) return []
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // PID (NAME) STATE PARENT …: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      return [[Number(pid), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])]]
    } catch {
      return [] // it ended meanwhile
    }
  })
}

function ofPs(): [pid: number, parent: number][] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
}
