// Many calls at once: processes are shared, kept for a while, and bounded in number.
import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { describe, test } from 'node:test'
import { functionsOf, until } from './handlers.ts'

const { functions, assembly } = functionsOf(
  {
    quick: `let running = 0
      export const handler = async () => {
        running += 1
        await new Promise(setImmediate)
        return { pid: process.pid, running: running-- }
      }`,
    waiting: `export const handler = async ({ milliseconds = 500 }) => {
      await new Promise((done) => setTimeout(done, milliseconds))
      return { pid: process.pid }
    }`,
  },
  { properties: { waiting: { Timeout: 20 } } },
)
type Answer = { pid: number; running: number }
const atOnce = async (times: number, name: string, event: object = {}) =>
  (await Promise.all(
    Array.from({ length: times }, () => functions.invoke(name, event)),
  )) as Answer[]
const pids = (answers: Answer[]) => new Set(answers.map(({ pid }) => pid))
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('calls at once', () => {
  test('share a few processes, each of which handles one event at a time', async () => {
    await atOnce(50, 'quick')
    const started = performance.now()
    const answers = await atOnce(500, 'quick')
    assert.ok(performance.now() - started < 3333, 'at least 150 a second')
    assert.ok(answers.every(({ running }) => running === 1))
    assert.ok(pids(answers).size <= Math.max(8, availableParallelism()))
    const again = pids(await atOnce(2, 'quick'))
    for (const pid of again) assert.ok(pids(answers).has(pid), 'a process is used again')
  })

  test('of a function that waits for something get more processes in time', async () => {
    const answers = await atOnce(12, 'waiting')
    assert.ok(pids(answers).size > 2)
  })

  test('are never more processes than the machine can bear', async () => {
    const answers = await atOnce(150, 'waiting', { milliseconds: 20 })
    assert.ok(pids(answers).size <= 64)
  })

  test('all fail when the backend is reloaded, also those that wait, and none stays behind', async () => {
    const before = [...pids(await atOnce(4, 'waiting', { milliseconds: 50 }))]
    const calls = Promise.allSettled(
      Array.from({ length: 30 }, () => functions.invoke('waiting', { milliseconds: 5000 })),
    )
    await new Promise((tick) => setTimeout(tick, 50))
    await functions.reload(assembly)
    assert.ok((await calls).every(({ status }) => status === 'rejected'))
    await until(() => !before.some(isAlive))
    assert.equal((await atOnce(1, 'quick')).length, 1)
  })

  test('that are more than an account may have are refused', async () => {
    const calls = Array.from({ length: 1100 }, () => functions.invoke('quick', {}))
    const refused = (await Promise.allSettled(calls)).flatMap((one) =>
      one.status === 'rejected' ? [one.reason as Error] : [],
    )
    assert.equal(refused.length, 100)
    assert.ok(refused.every(({ name }) => name === 'TooManyRequestsException'))
  })
})
