// Functions: environment, secrets, timeout, logs, schedules, and what they may use.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isDue } from '../../local/services/scheduler.ts'
import type { Invocation } from '../../local/services/types.ts'
import { startSample } from './support.ts'

const sample = await startSample()
const { functions, scheduler } = sample.backend.services
const event = (name?: string) => ({ arguments: { name }, identity: { sub: 'tester' } })
const latest = (name: string): Invocation | undefined =>
  functions.invocations().find(({ functionName }) => functionName === name)

async function finished(name: string): Promise<Invocation> {
  for (;;) {
    const invocation = latest(name)
    if (invocation?.milliseconds !== undefined) return invocation
    await new Promise((tick) => setTimeout(tick, 20))
  }
}

describe('a function', () => {
  test('has its environment and its secrets', async () => {
    const result = await functions.invoke('say-hello', event('Ada'))
    assert.deepEqual(result, { message: 'Hello, Ada!', by: 'tester', salute: 'Ahoy' })
  })

  test('is known by its name, its physical name and its ARN', async () => {
    const { name } = sample.assembly.of('AWS::Lambda::Function').find(({ id }) => /hello/.test(id))!
    const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`
    for (const known of ['say-hello', name, arn]) assert.ok(await functions.invoke(known, event()))
    await assert.rejects(functions.invoke('say-goodbye', event()), /no function say-goodbye/)
  })

  test('is recorded with its event, result, time and logs', async () => {
    await functions.invoke('say-hello', event('Mary'))
    const { event: given, result, milliseconds, logs } = await finished('say-hello')
    assert.deepEqual(given, event('Mary'))
    assert.deepEqual(result, { message: 'Hello, Mary!', by: 'tester', salute: 'Ahoy' })
    assert.ok(milliseconds !== undefined && milliseconds < 3000)
    assert.deepEqual(logs, ['greeting Mary'])
    assert.ok(sample.lines.includes('[say-hello] greeting Mary'))
  })

  test('that throws fails with what it threw, and works on', async () => {
    await assert.rejects(functions.invoke('say-hello', event('nobody')), {
      name: 'Error',
      message: 'nobody is not greeted',
    })
    const { error } = await finished('say-hello')
    assert.equal(error?.errorMessage, 'nobody is not greeted')
    assert.match(error?.trace?.join('\n') ?? '', /handler\.ts/)
    assert.ok(await functions.invoke('say-hello', event('Ada')))
  })

  test('that ends its process fails, and works on in another one', async () => {
    const failures = { exit: /exit status 3/, 'stray error': /nobody waits for this/ }
    for (const [name, message] of Object.entries(failures)) {
      await assert.rejects(functions.invoke('say-hello', event(name)), { message })
      assert.ok(await functions.invoke('say-hello', event('Ada')))
    }
  })

  test('that a reload interrupts fails, and works on in another process', async () => {
    const interrupted = functions.invoke('say-hello', event('forever'))
    const next = interrupted.catch(() => functions.invoke('say-hello', event('Ada')))
    while (!latest('say-hello')?.logs.length) await new Promise((tick) => setTimeout(tick, 20))
    await functions.reload(sample.assembly)
    await assert.rejects(interrupted, /Runtime exited with error: signal: killed/)
    assert.ok(await next)
  })

  test('is stopped at its time limit', async () => {
    const started = performance.now()
    await assert.rejects(functions.invoke('slow', {}), {
      name: 'Sandbox.Timedout',
      message: 'Task timed out after 1.00 seconds',
    })
    assert.ok(performance.now() - started < 5000)
  })

  test('runs as often at once as it is called', async () => {
    const names = ['A', 'B', 'C']
    const all = names.map((name) => functions.invoke('say-hello', event(name)))
    const results = (await Promise.all(all)) as { message: string }[]
    assert.deepEqual(
      results.map(({ message }) => message),
      ['Hello, A!', 'Hello, B!', 'Hello, C!'],
    )
  })

  test('says which secret it lacks and where to put it', async () => {
    sample.store.write('secrets.json', {})
    await functions.reload(sample.assembly)
    const message =
      /say-hello needs the secret SALUTE.*\.amplify\/local\/secrets\.json.*environment/
    await assert.rejects(functions.invoke('say-hello', event()), message)
    assert.deepEqual(sample.backend.missingSecrets(), [['say-hello', 'SALUTE']])
    process.env.SALUTE = 'From outside'
    const { salute } = (await functions.invoke('say-hello', event())) as { salute: string }
    assert.equal(salute, 'From outside')
    delete process.env.SALUTE
    sample.store.write('secrets.json', { SALUTE: 'Ahoy' })
    await functions.reload(sample.assembly)
    assert.deepEqual(sample.backend.missingSecrets(), [])
  })

  test('sees nothing of the environment that the backend was started in', async () => {
    process.env.GREETING = 'Not mine'
    await functions.reload(sample.assembly)
    const { message } = (await functions.invoke('say-hello', event('Ada'))) as { message: string }
    assert.equal(message, 'Hello, Ada!')
    delete process.env.GREETING
  })
})

describe('a schedule', () => {
  test('is listed with its function and expression', () => {
    const found = scheduler
      .schedules()
      .map(({ functionName, expression }) => [functionName, expression])
    assert.deepEqual(found, [
      ['nightly', 'cron(0 0 * * ? *)'],
      ['nightly', 'cron(0 9 ? * 2 *)'],
    ])
  })

  test('can be fired now', async () => {
    const answer = await fetch(`${sample.url}/schedules/nightly`, { method: 'POST' })
    assert.equal(answer.status, 200)
    const { logs, error } = await finished('nightly')
    assert.equal(error, undefined)
    assert.match(logs[0] ?? '', /^nightly at \d{4}-/)
    assert.equal((await fetch(`${sample.url}/schedules/daily`, { method: 'POST' })).status, 404)
  })

  test('fires at its minute', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-22T23:59:30Z') })
    scheduler.reload(sample.assembly)
    const before = functions.invocations().length
    const { createScheduler } = await import('../../local/services/scheduler.ts')
    const own = createScheduler({ assembly: sample.assembly, functions, log: () => {} })
    t.mock.timers.tick(29_000)
    assert.equal(functions.invocations().length, before)
    t.mock.timers.tick(1_000)
    assert.equal(functions.invocations().length, before + 1)
    t.mock.timers.tick(60_000)
    assert.equal(functions.invocations().length, before + 1)
    own.close()
  })

  test('that cannot come due or fails is named, and ends nothing', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-22T23:59:30Z') })
    const { createScheduler } = await import('../../local/services/scheduler.ts')
    const schedule = (
      name: string,
      ScheduleExpression: string,
      Arn = 'nightly',
      Timezone = 'UTC',
    ) => ({
      name,
      properties: { ScheduleExpression, ScheduleExpressionTimezone: Timezone, Target: { Arn } },
    })
    const schedules = [
      schedule('fine', 'cron(* * * * ? *)'),
      schedule('once', 'at(2026-11-23T00:00:00)'),
      schedule('odd', 'cron(nonsense)'),
      schedule('nowhere', 'cron(* * * * ? *)', 'nightly', 'Mars/Olympus'),
      schedule('queue', 'rate(1 minute)', 'arn:aws:sqs:us-east-1:123456789012:jobs'),
    ]
    const assembly = {
      ...sample.assembly,
      of: (type: string) => (type === 'AWS::Scheduler::Schedule' ? schedules : []),
      find: (type: string, name: string) =>
        sample.assembly.find(type, name) ??
        (name === 'nightly' ? { name, properties: {} } : undefined),
    } as unknown as typeof sample.assembly
    const lines: string[] = []
    const failing = { ...functions, invoke: () => Promise.reject(new Error('no such function')) }
    const log = (line: string) => void lines.push(line)
    const own = createScheduler({ assembly, functions: failing, log })
    t.mock.timers.tick(60_000)
    await new Promise(setImmediate)
    own.close()
    assert.deepEqual(lines, [
      'schedule cron(* * * * ? *) is due: nightly',
      'schedule cron(* * * * ? *): Error: no such function',
    ])
    assert.deepEqual(own.missing(), [
      'the schedule once (at(2026-11-23T00:00:00))',
      'the schedule odd (cron(nonsense))',
      'the schedule nowhere (cron(* * * * ? *))',
      'the schedule queue (arn:aws:sqs:us-east-1:123456789012:jobs)',
    ])
    assert.equal((await fetch(`${sample.url}/schedules/%zz`, { method: 'POST' })).status, 400)
  })

  test('knows cron fields, rates and time zones', () => {
    const started = new Date('2026-11-01T00:00:00Z')
    const due = (expression: string, time: string, timezone = 'UTC') =>
      isDue({ expression, timezone }, new Date(time), started)
    assert.ok(due('cron(0 9 ? * 2 *)', '2026-11-23T09:00:00Z')) // a Monday
    assert.ok(!due('cron(0 9 ? * 2 *)', '2026-11-24T09:00:00Z'))
    assert.ok(due('cron(*/15 8-17 * * ? *)', '2026-11-23T17:45:00Z'))
    assert.ok(!due('cron(*/15 8-17 * * ? *)', '2026-11-23T17:50:00Z'))
    assert.ok(due('cron(0 9 1,15 * ? *)', '2026-11-15T09:00:00Z'))
    assert.ok(due('cron(30 8 * * ? *)', '2026-11-23T07:30:00Z', 'Europe/Berlin'))
    assert.ok(!due('cron(30 8 * * ? *)', '2026-11-23T08:30:00Z', 'Europe/Berlin'))
    assert.ok(due('rate(5 minutes)', '2026-11-01T00:10:00Z'))
    assert.ok(!due('rate(5 minutes)', '2026-11-01T00:11:00Z'))
    assert.ok(due('rate(1 day)', '2026-11-03T00:00:00Z'))
    assert.ok(due('cron(0 9 ? JAN-NOV MON-FRI *)', '2026-11-23T09:00:00Z'))
    assert.ok(!due('cron(0 9 ? JAN-NOV SAT,SUN *)', '2026-11-23T09:00:00Z'))
    assert.ok(due('cron(0 9 L * ? *)', '2026-11-30T09:00:00Z'))
    assert.ok(due('cron(0 9 ? * 2#4 *)', '2026-11-23T09:00:00Z'))
    assert.ok(!due('cron(0 9 ? * 2L *)', '2026-11-23T09:00:00Z'))
    for (const expression of ['cron(0 9 15W * ? *)', 'cron(x 9 ? * 2 *)', 'rate(0 days)', ''])
      assert.throws(() => due(expression, '2026-11-23T09:00:00Z'), /not available locally/)
    assert.throws(
      () => due('at(2026-11-20T13:00:00)', '2026-11-20T13:00:00Z'),
      /not available locally/,
    )
  })
})
