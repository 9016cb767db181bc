// One backend per project, whoever starts at the same moment.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'

const claimant = `
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { claim } from ${JSON.stringify(join(import.meta.dirname, '../../local/running.ts'))}
const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + server.address().port
  console.log('ready')
  for await (const directory of createInterface(process.stdin)) {
    const other = await claim(directory, url)
    console.log(other ? String(other.pid) : 'mine')
  }
  process.exit()
})`
const folder = await mkdtemp(join(tmpdir(), 'claims-'))
const processes = await Promise.all(
  Array.from({ length: 6 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', claimant], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface(child.stdout)
    await once(lines, 'line')
    const claim = async (directory: string) => {
      child.stdin.write(`${directory}\n`)
      const [line] = (await once(lines, 'line')) as [string]
      return line
    }
    return { child, claim }
  }),
)
after(async () => {
  for (const { child } of processes) child.stdin.end()
  await rm(folder, { recursive: true })
})

const former = {
  'no other': undefined,
  'one that was killed': JSON.stringify({ pid: 2 ** 30, url: 'http://127.0.0.1:9' }),
  'one whose id another process has': JSON.stringify({
    pid: process.pid,
    url: 'http://127.0.0.1:9',
  }),
  'one that was killed while it wrote': '',
}
for (const [name, text] of Object.entries(former)) {
  test(`of six that start at once after ${name}, the others are told of one`, async () => {
    for (let round = 0; round < 25; round += 1) {
      const directory = join(folder, `${name} ${round}`)
      await mkdir(directory)
      if (text !== undefined) await writeFile(join(directory, 'running.7.json'), text)
      const told = await Promise.all(processes.map(({ claim }) => claim(directory)))
      const first = told.indexOf('mine')
      const pid = processes[first]?.child.pid
      assert.deepEqual(
        told,
        told.map((_, index) => (index === first ? 'mine' : String(pid))),
      )
      const [file = '', ...others] = await readdir(directory)
      assert.equal(JSON.parse(await readFile(join(directory, file), 'utf8')).pid, pid)
      assert.deepEqual(others, [])
    }
  })
}
