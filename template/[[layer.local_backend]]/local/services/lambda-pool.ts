// The processes of all functions: some stay for the next call, and there are never more than this machine can bear.
import { availableParallelism, totalmem } from 'node:os'
import type { Sandbox } from './lambda-process.ts'
import { FunctionFailure, ServiceError } from './types.ts'

type Waiting = {
  /** Milliseconds since 1970. */
  since: number
  resolve: (sandbox: Sandbox) => void
  reject: (error: unknown) => void
}
type Idle = { sandbox: Sandbox; since: number; timer: NodeJS.Timeout }
/** What one function has. */
type Group = {
  name: string
  limit: number
  idle: Idle[]
  busy: Set<Sandbox>
  waiting: Waiting[]
  starting: number
  timer?: NodeJS.Timeout | undefined
}

export type Pool = {
  /**
   * A process that takes one event. `limit` is how many events a function may handle at once: further ones wait or,
   * when they may not, fail with a TooManyRequestsException.
   */
  acquire(name: string, limit: number | undefined, mayWait: boolean): Promise<Sandbox>
  release(name: string, sandbox: Sandbox): void
  /** No process takes another event: idle ones end, busy ones when they have answered. */
  retire(): void
  /** Ends all of them at once; whoever waits fails. */
  stop(): void
}

/** So many of a function start as soon as they are needed. */
const few = Math.min(8, Math.max(2, availableParallelism()))
/** Each takes some 50 MB as soon as it has started. */
const most = Math.min(64, Math.max(8, Math.floor(totalmem() / (256 << 20))))
/** How long a call waits until one more process is started for it, in milliseconds. */
const patience = 100
/** How long a process waits for its next event, in milliseconds. */
const idleTime = 300_000
/** What an account runs at once: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const account = 1000

export function createPool(start: (name: string, signal: AbortSignal) => Promise<Sandbox>): Pool {
  const groups = new Map<string, Group>()
  let current = new Set<Sandbox>()
  let stopping = new AbortController()

  const groupOf = (name: string): Group => {
    const known = groups.get(name)
    if (known) return known
    const group = {
      name,
      limit: Infinity,
      idle: [],
      busy: new Set<Sandbox>(),
      waiting: [],
      starting: 0,
    }
    groups.set(name, group)
    return group
  }
  const idle = () => [...groups.values()].flatMap((group) => group.idle)
  const sizeOf = (group: Group) => group.idle.length + group.busy.size + group.starting

  /** Ends the process that has been idle longest, where there are too many. */
  const hasRoom = () => {
    const size = [...groups.values()].reduce((sum, group) => sum + sizeOf(group), 0)
    if (size < most) return true
    const [longest] = idle().sort((a, b) => a.since - b.since)
    longest?.sandbox.end()
    return longest !== undefined
  }

  const offer = (group: Group, sandbox: Sandbox) => {
    group.busy.delete(sandbox)
    if (!sandbox.isAlive() || !current.has(sandbox)) {
      sandbox.end()
      return grow(group)
    }
    const next = group.waiting.shift()
    if (next) {
      group.busy.add(sandbox)
      next.resolve(sandbox)
    } else {
      const timer = setTimeout(() => sandbox.end(), idleTime).unref()
      group.idle.push({ sandbox, since: Date.now(), timer })
    }
  }

  const launch = async (group: Group) => {
    const generation = current
    group.starting += 1
    try {
      const sandbox = await start(group.name, stopping.signal)
      generation.add(sandbox)
      void sandbox.ended.then(() => {
        generation.delete(sandbox)
        group.busy.delete(sandbox)
        group.idle = group.idle.filter((one) => one.sandbox !== sandbox)
      })
      group.starting -= 1
      offer(group, sandbox)
    } catch (error) {
      group.starting -= 1
      if (generation === current) group.waiting.shift()?.reject(error)
      grow(group)
    }
  }

  /** Starts processes for calls that wait: at once while there are few, then one by one. */
  const grow = (group: Group): void => {
    clearTimeout(group.timer)
    const { starting, waiting, limit } = group
    if (waiting.length <= starting) return
    const size = sizeOf(group)
    const isLate = starting === 0 && Date.now() - waiting[0]!.since >= patience
    const mayStart = size < limit && (size === 0 || ((size < few || isLate) && hasRoom()))
    if (!mayStart) {
      group.timer = setTimeout(grow, patience, group).unref()
      return
    }
    void launch(group)
    grow(group)
  }

  return {
    async acquire(name, limit = Infinity, mayWait) {
      const group = groupOf(name)
      group.limit = limit
      const atOnce = group.busy.size + group.waiting.length
      if ((atOnce >= limit && !mayWait) || atOnce >= account)
        throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429)
      for (let last = group.idle.pop(); last; last = group.idle.pop()) {
        clearTimeout(last.timer)
        if (!last.sandbox.isAlive()) continue
        group.busy.add(last.sandbox)
        return last.sandbox
      }
      return new Promise((resolve, reject) => {
        group.waiting.push({ since: Date.now(), resolve, reject })
        grow(group)
      })
    },
    release: (name, sandbox) => offer(groupOf(name), sandbox),
    retire() {
      current = new Set()
      for (const { sandbox } of idle()) sandbox.end()
    },
    stop() {
      current = new Set()
      const waiting = [...groups.values()].flatMap((group) => group.waiting.splice(0))
      for (const { reject } of waiting) {
        const errorMessage = 'The backend was reloaded or ended before the function was called'
        reject(new FunctionFailure({ errorType: 'Sandbox.Failure', errorMessage }))
      }
      stopping.abort()
      stopping = new AbortController()
    },
  }
}
