// The command line as a process among others: one backend per project, ports, flags, damaged data, and the end.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, afterEach, describe, test } from 'node:test'
import { endAll, startIn } from './command-line.ts'
import { backendWithNotes, temporaryProject } from './temporary-project.ts'

// Says where it is, and asks to be ended twice.
const web = `const server = require('http').createServer((_, response) => response.end())
process.on('SIGTERM', () => undefined)
server.listen(0, '127.0.0.1', () => console.log('web at port', server.address().port))`
const project = await temporaryProject({
  ...backendWithNotes,
  'web.cjs': web,
  'package.json': JSON.stringify({
    name: 'temporary',
    type: 'module',
    scripts: { web: 'echo first && node web.cjs; echo last', gone: 'node -e "process.exit(3)"' },
  }),
})
const { directory } = project
const data = (...parts: string[]) => join(directory, '.amplify/local', ...parts)
const start = (...flags: string[]) => startIn(directory, ['--no-watch', ...flags])
const onAnyPort = (...flags: string[]) => start('--port', '0', ...flags)
const urlIn = (printed: string) => /ready at (\S+)/.exec(printed)?.[1] ?? ''
const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

afterEach(endAll)
after(() => project.remove())

describe('a second backend of a project', { timeout: 300_000 }, () => {
  test('says where the first one is, and leaves its data alone', async () => {
    const first = onAnyPort()
    const url = urlIn(await first.ready())
    const before = await readdir(data(), { recursive: true })
    const { port } = new URL(url)
    for (const flags of [['--reset'], ['--port', '0'], ['--port', port, '--reset']]) {
      const second = start(...flags)
      assert.equal(await second.ended, 1)
      assert.equal(
        second.printed(),
        `This project's backend runs already, at ${url} (process ${first.pid}). Use that one or end it first.\n`,
      )
    }
    assert.deepEqual(await readdir(data(), { recursive: true }), before)
    assert.ok(await answers(url))
    assert.equal(await first.stop(), 0)
  })

  test('starts where the first one was killed, or another process has its id by now', async () => {
    const first = onAnyPort()
    await first.ready()
    await first.stop('SIGKILL')
    assert.equal(JSON.parse(await readFile(data('running.1.json'), 'utf8')).pid, first.pid)
    const second = onAnyPort()
    assert.match(await second.ready(), /ready at/)
    await second.stop()
    assert.ok(!(await readdir(data())).some((name) => name.startsWith('running')))

    const url = urlIn(second.printed())
    await writeFile(data('running.1.json'), JSON.stringify({ pid: process.pid, url }))
    assert.match(await onAnyPort().ready(), /ready at/)
  })

  test('gives way when both start at once', async () => {
    const both = [onAnyPort(), onAnyPort()]
    const printed = await Promise.all(both.map((one) => one.ready()))
    const isReady = (text: string) => /ready at/.test(text)
    assert.equal(printed.filter(isReady).length, 1)
    assert.match(printed.find((text) => !isReady(text)) ?? '', /runs already/)
  })
})

describe('the command line', { timeout: 300_000 }, () => {
  test('takes the next port when the usual one is taken, and the one that was asked for alone', async () => {
    const other = createServer().listen(20002, '127.0.0.1')
    // Somebody else may have it already, which serves as well.
    await new Promise<unknown>((done) => other.once('listening', done).once('error', done))
    const printed = await start().ready()
    assert.match(printed, /Port 20002 is in use, so the backend takes 200\d\d\./)
    assert.match(printed, /ready at http:\/\/127\.0\.0\.1:200(?!02)\d\d /)
    await endAll()
    const mine = createServer().listen(0, '127.0.0.1')
    await once(mine, 'listening')
    const { port } = mine.address() as AddressInfo
    const asked = start('--port', String(port))
    assert.equal(await asked.ended, 1)
    assert.match(asked.printed(), new RegExp(`^Port ${port} is in use.*--port.*\\n$`))
    other.close()
    mine.close()
  })

  test('says in one sentence what it does not understand', async () => {
    const wrong = {
      abc: ['--port', 'abc'],
      '99999': ['--port', '99999'],
      '-1': ['--port=-1'],
      '1e3': ['--port', '1e3'],
      '--prot': ['--prot', '20003'],
      dev: ['dev'],
      '--port <value>': ['--port'],
      '--reset': ['--reset=yes'],
    }
    for (const [named, flags] of Object.entries(wrong)) {
      const started = startIn(directory, flags)
      assert.equal(await started.ended, 2, named)
      assert.match(started.printed(), /^[^\n]+ --help\n$/)
      assert.ok(started.printed().includes(named), started.printed())
    }
    const nowhere = startIn(join(directory, 'amplify'), [])
    assert.equal(await nowhere.ended, 1)
    assert.match(nowhere.printed(), /^\S+ holds no amplify\/backend\.ts\.\n$/)
  })

  test('names data that is damaged, and starts without it when asked to', async () => {
    await onAnyPort().ready()
    await endAll()
    const damaged = { 'dynamodb/data/CURRENT': '', 'keys.json': '{ "seed"', 'mailbox.json': '' }
    for (const [file, text] of Object.entries(damaged)) {
      await writeFile(data(file), text)
      const failing = onAnyPort()
      assert.equal(await failing.ended, 1)
      assert.match(failing.printed(), /--reset|repair it or delete it/, file)
      assert.doesNotMatch(failing.printed(), /^\s+at /m)
      const again = onAnyPort('--reset')
      assert.match(await again.ready(), /ready at/, file)
      await again.stop()
    }
  })
})

describe('a script beside the backend', { timeout: 300_000 }, () => {
  const withScript = async () => {
    const running = onAnyPort('--run', 'web')
    const [, port] = /web at port (\d+)/.exec(await running.prints(/web at port \d+\n/)) ?? []
    return { running, web: `http://127.0.0.1:${port}` }
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`ends with it, all that it started, at ${signal}`, async () => {
      const { running, web } = await withScript()
      assert.ok(await answers(web))
      assert.equal(await running.stop(signal), 0)
      assert.equal(await answers(web), false)
    })
  }

  test('ends too when the backend is killed', async () => {
    const { running, web } = await withScript()
    await running.stop('SIGKILL') // its output ends when nobody writes to it any more
    assert.equal(await answers(web), false)
  })

  test('ends at once when it is asked a second time', async () => {
    const { running, web } = await withScript()
    const began = performance.now()
    const ended = running.stop('SIGINT')
    await new Promise((done) => setTimeout(done, 400))
    assert.equal(await running.stop('SIGINT'), 130)
    assert.equal(await ended, 130)
    assert.ok(performance.now() - began < 1500)
    assert.equal(await answers(web), false)
  })

  test('gives its status, also when npm does not know it', async () => {
    assert.equal(await onAnyPort('--run', 'gone').ended, 3)
    assert.equal(await onAnyPort('--run', 'unknown').ended, 1)
  })
})

/** Of a process and of all that it started. */
async function commandLines(pid: number | string): Promise<string[]> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const [line, children] = await Promise.all([read('cmdline'), read(`task/${pid}/children`)])
  const started = children.split(' ').filter((child) => child)
  return [line, ...(await Promise.all(started.map(commandLines))).flat()]
}

test('the seed of every key is on no command line', { timeout: 60_000 }, async () => {
  if (process.platform !== 'linux') return
  await rm(data(), { recursive: true, force: true })
  const starting = onAnyPort()
  const seen = new Set<string>()
  const timer = setInterval(async () => {
    for (const line of await commandLines(starting.pid))
      if (line.includes('offline-outputs')) seen.add(line)
  }, 20)
  await starting.ready()
  clearInterval(timer)
  const { seed } = JSON.parse(await readFile(data('keys.json'), 'utf8'))
  assert.ok(seen.size > 0)
  assert.ok(![...seen].some((line) => line.includes(seed)))
})
