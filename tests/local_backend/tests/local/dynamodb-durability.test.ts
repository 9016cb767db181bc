// Tables survive: a process that is killed, files that are damaged, and changes of the backend.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { createInterface } from 'node:readline'
import { createTables, type Tables } from '../../local/services/dynamodb.ts'
import { createGate } from '../../local/services/gate.ts'
import { createIam } from '../../local/services/iam.ts'
import { openStore } from '../../local/services/store.ts'
import { assemblyOf, everything, table } from './dynamodb-support.ts'

const root = await mkdtemp(join(tmpdir(), 'tables-'))
after(() => rm(root, { recursive: true, force: true }))
const admin = { role: 'admin' }
const shelf = (...names: string[]) =>
  assemblyOf(
    [table('Shelf', ['id'], Object.fromEntries(names.map((name) => [name, { keys: [name] }])))],
    { admin: everything },
  )
const boxes = assemblyOf([table('Box', ['id'])], { admin: everything })

let homes = 0
const newHome = () => join(root, `home${homes++}`)
async function open(home: string, assembly = shelf()): Promise<Tables> {
  const iam = createIam(assembly)
  const gate = createGate({
    iam: () => iam,
    credentials: () => undefined,
    region: () => 'us-east-1',
  })
  return createTables({ assembly, store: openStore(home), gate })
}
const put = (tables: Tables, id: string, more: object = {}) =>
  tables.call(admin, 'PutItem', { TableName: 'Shelf', Item: { id: { S: id }, ...more } })
const ids = async (tables: Tables) =>
  (await tables.items('Shelf', 1000)).map(({ id }) => String(id)).sort()
const by = async (tables: Tables, index: string, value: string) =>
  (
    await tables.call(admin, 'Query', {
      TableName: 'Shelf',
      IndexName: index,
      KeyConditionExpression: '#k = :k',
      ExpressionAttributeNames: { '#k': index },
      ExpressionAttributeValues: { ':k': { S: value } },
    })
  ).Items?.map(({ id }) => id?.S)

describe('a process that is killed while it writes', () => {
  const writer = `
    import { createTables } from '${join(import.meta.dirname, '../../local/services/dynamodb.ts')}'
    import { openStore } from '${join(import.meta.dirname, '../../local/services/store.ts')}'
    import { assemblyOf, table } from '${join(import.meta.dirname, 'dynamodb-support.ts')}'
    const shape = (index) => assemblyOf([table('Shelf', ['id'], { [index]: { keys: [index] } })])
    const gate = { assert() {}, allows: () => true, caller: () => undefined }
    const tables = await createTables({ assembly: shape('author'), store: openStore(process.argv[1]), gate })
    for (let n = 0; ; n++) {
      const Item = { id: { S: 'k' + n }, author: { S: 'a' + n }, title: { S: 't' }, pad: { S: 'x'.repeat(2000) } }
      await tables.call({ role: '' }, 'PutItem', { TableName: 'Shelf', Item })
      console.log(n)
      if (n % 25 === 24) await tables.reload(shape(n % 2 ? 'author' : 'title'))
    }`

  test('loses nothing that was acknowledged, in no index', async () => {
    for (const wait of [60, 300]) {
      const home = newHome()
      const args = ['--input-type=module', '-e', writer, home]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      let last = -1
      const lines = createInterface(child.stdout)
      lines.on('line', (line) => {
        if (last < 0) setTimeout(() => child.kill('SIGKILL'), wait)
        last = Number(line)
      })
      await Promise.all([once(child, 'exit'), once(lines, 'close')])
      assert.ok(last >= 0)
      const tables = await open(home, shelf('author', 'title'))
      for (let n = 0; n <= last; n++)
        assert.deepEqual(await by(tables, 'author', `a${n}`), [`k${n}`])
      const count = Number(await tables.count('Shelf').then((text) => text.replace('+', '')))
      assert.ok(count <= last + 2)
      await tables.close()
    }
  })
})

describe('tables whose files', () => {
  test('are in use by another process are not opened', async () => {
    const home = newHome()
    const tables = await open(home)
    await assert.rejects(open(home), /^Error: The tables in .* already in use by another process$/)
    await put(tables, 'still')
    await tables.close()
    const again = await open(home)
    assert.deepEqual(await ids(again), ['still'])
    await again.close()
  })

  test('are damaged are not opened, and stay as they are', async () => {
    const home = newHome()
    const tables = await open(home)
    for (let n = 0; n < 20; n++) await put(tables, `d${n}`)
    await tables.close()
    const again = await open(home) // which moves the items to a file of their own
    await again.close()
    const data = (of: string) => join(of, '.amplify', 'local', 'dynamodb', 'data')
    const files = await readdir(data(home))
    const manifest = files.find((file) => file.startsWith('MANIFEST')) ?? ''
    const spoil: ((of: string) => Promise<void>)[] = [
      (of) => writeFile(join(data(of), 'CURRENT'), ''),
      (of) => writeFile(join(data(of), 'CURRENT'), 'nothing\n'),
      (of) => rm(join(data(of), 'CURRENT')),
      (of) => writeFile(join(data(of), manifest), ''),
      (of) => writeFile(join(data(of), manifest), 'nothing'.repeat(100)),
      (of) => rm(join(data(of), manifest)),
    ]
    for (const damage of spoil) {
      const copy = newHome()
      await cp(home, copy, { recursive: true })
      await damage(copy)
      const sentence = /^Error: The tables in .* are damaged \(.*\): start with --reset$/
      await assert.rejects(open(copy), sentence)
      await assert.rejects(open(copy), sentence)
      const left = await readdir(data(copy))
      assert.ok(files.filter((file) => /\.ldb$/.test(file)).every((file) => left.includes(file)))
    }
    const copy = newHome()
    await cp(home, copy, { recursive: true })
    await writeFile(join(data(copy), 'LOCK'), '')
    const whole = await open(copy)
    assert.equal((await ids(whole)).length, 20)
    await whole.close()
  })
})

describe('a change of the backend', () => {
  test('that removes a table keeps its items for when it comes back', async () => {
    const home = newHome()
    const tables = await open(home)
    await put(tables, 'kept')
    await tables.reload(boxes)
    assert.deepEqual(tables.names(), ['Box'])
    await assert.rejects(put(tables, 'gone'), { code: 'ResourceNotFoundException' })
    await tables.close()
    const other = await open(home, boxes)
    await other.close()
    const again = await open(home, shelf('author'))
    assert.deepEqual(await ids(again), ['kept'])
    await again.close()
  })

  test('that changes an index keeps items of any size, number and type', async () => {
    const tables = await open(newHome())
    const large = { S: 'x'.repeat(390_000) }
    await put(tables, 'large', { author: { S: 'Ada' }, text: large })
    await put(tables, 'number', { author: { N: '1' } })
    for (let n = 0; n < 60; n++) await put(tables, `n${n}`, { author: { S: 'Ada' } })
    await tables.reload(shelf('author'))
    assert.equal((await by(tables, 'author', 'Ada'))?.length, 61)
    // An item whose type does not fit is in no index, and can still be changed and removed.
    const Key = { id: { S: 'number' } }
    const update = {
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: { ':a': { N: '1' } },
    }
    await tables.call(admin, 'UpdateItem', { TableName: 'Shelf', Key, ...update })
    await tables.call(admin, 'DeleteItem', { TableName: 'Shelf', Key })
    assert.equal((await ids(tables)).length, 61)
    await tables.close()
  })

  test('of keys takes the items along that fit, and else says what to do', async () => {
    const keyed = (key: string, type: 'S' | 'N') =>
      assemblyOf([table('Shelf', [[key, type]])], { admin: everything })
    const tables = await open(newHome(), keyed('id', 'S'))
    await put(tables, '1', { number: { N: '7' } })
    await put(tables, '2', { number: { N: '8' } })
    await tables.reload(keyed('number', 'N'))
    assert.deepEqual(await ids(tables), ['1', '2'])
    const Key = { number: { N: '8' } }
    assert.equal(
      (await tables.call(admin, 'GetItem', { TableName: 'Shelf', Key })).Item?.id?.S,
      '2',
    )
    const sentence =
      /^Error: The keys of the table Shelf have changed, and 2 items do not fit them .*expected: S.*start with --reset/
    await assert.rejects(tables.reload(keyed('number', 'S')), sentence)
    assert.deepEqual(await ids(tables), ['1', '2'])
    const same = { number: { N: '9' }, id: { S: '2' } }
    await tables.call(admin, 'PutItem', { TableName: 'Shelf', Item: same })
    await assert.rejects(tables.reload(keyed('id', 'S')), /an item does not fit .*same key/)
    assert.equal((await ids(tables)).length, 3)
    await tables.close()
  })
})
