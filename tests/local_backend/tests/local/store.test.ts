// The folder of the local backend: private, whole at any moment, and never silently started anew.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { openStore } from '../../local/services/store.ts'

const project = mkdtempSync(join(tmpdir(), 'store-'))
const directory = join(project, '.amplify/local')
const rights = (...parts: string[]) => statSync(join(directory, ...parts)).mode & 0o777
after(() => rmSync(project, { recursive: true }))

describe('the store', () => {
  test(
    'is closed to other users, also where it was open',
    { skip: process.platform === 'win32' },
    () => {
      mkdirSync(directory, { recursive: true })
      chmodSync(directory, 0o777)
      const store = openStore(project)
      store.write('people/ada.json', {})
      store.secret('seed')
      assert.equal(rights(), 0o700)
      assert.equal(rights('people'), 0o700)
      assert.equal(rights('people/ada.json'), 0o600)
      assert.equal(rights('keys.json'), 0o600)
    },
  )

  test('names a file that is not JSON, or cannot be read, rather than start without it', () => {
    for (const text of ['', '{ "a": ', '[1,']) {
      writeFileSync(join(directory, 'users.json'), text)
      assert.throws(
        () => openStore(project).read('users.json'),
        /users\.json is not JSON: repair it/,
      )
    }
    rmSync(join(directory, 'users.json'))
    assert.equal(openStore(project).read('users.json'), undefined)
    mkdirSync(join(directory, 'users.json'))
    assert.throws(() => openStore(project).read('users.json'), /EISDIR/)
    rmSync(join(directory, 'users.json'), { recursive: true })
  })

  test('keeps what it read while somebody edits the file', () => {
    const store = openStore(project)
    store.write('secrets.json', { A: '1' })
    assert.deepEqual(store.read('secrets.json'), { A: '1' })
    writeFileSync(join(directory, 'secrets.json'), '{ "A": "2"')
    assert.deepEqual(store.read('secrets.json'), { A: '1' })
    writeFileSync(join(directory, 'secrets.json'), '{ "A": "2" }')
    assert.deepEqual(store.read('secrets.json'), { A: '2' })
  })

  test('is empty after a reset, but for what a person wrote and the process that runs', () => {
    writeFileSync(join(directory, 'secrets.json'), '{ "A": ')
    writeFileSync(join(directory, 'running.1.json'), '{}')
    const before = openStore(project).secret('seed')
    const store = openStore(project, { reset: true })
    assert.deepEqual(readdirSync(directory).sort(), ['running.1.json', 'secrets.json'])
    assert.equal(readFileSync(join(directory, 'secrets.json'), 'utf8'), '{ "A": ')
    assert.notEqual(store.secret('seed'), before)
    rmSync(join(directory, 'secrets.json'))
  })

  test('has whole files after it was killed while it wrote, and writes again', async () => {
    const module = pathToFileURL(join(import.meta.dirname, '../../local/services/store.ts'))
    const write = `const { openStore } = await import('${module}')
      const store = openStore(${JSON.stringify(project)})
      for (let n = 0; ; n += 1) store.write('users.json', { n, text: 'x'.repeat(200_000), end: n })`
    for (let time = 0; time < 5; time += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', write])
      await wait(250 + 13 * time)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const store = openStore(project)
      const read = store.read<{ n: number; end: number }>('users.json')
      assert.equal(read?.n, read?.end)
      writeFileSync(join(directory, 'users.json.new'), '{ "n": ')
      store.write('users.json', { n: 1, end: 1 })
      assert.deepEqual(store.read('users.json'), { n: 1, end: 1 })
    }
  })
})
