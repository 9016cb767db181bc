// A file that was acknowledged is there, whole, whatever happens to the process, the disk and other requests.
// KILLS=100 ends the process more often.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, test } from 'node:test'
import { sendRaw, startAlone, type Alone } from './storage-support.ts'

const kills = Number(process.env.KILLS ?? 10)
const home = mkdtempSync(join(tmpdir(), 'durability-'))
after(() => rmSync(home, { recursive: true, force: true }))
const folder = () => mkdtempSync(join(home, 'store-'))
const md5 = (body: Buffer) => createHash('md5').update(body).digest('hex')
const part = Buffer.alloc(5 << 20, 'p')

async function within<T>(directory: string, use: (alone: Alone) => Promise<T>): Promise<T> {
  const alone = await startAlone(directory)
  try {
    return await use(alone)
  } finally {
    alone.close()
  }
}

const put = (
  url: string,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
) => fetch(url, { method: 'PUT', body: body, headers })
const filesIn = (directory: string) =>
  readdirSync(join(directory, 's3'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
const text = async (response: Response) => response.text()

/** S3 in a process of its own; `limit` is the most blocks of 1 KiB that a file may have. */
async function startApart(directory: string, limit = 'unlimited') {
  const script = `
    const { startAlone } = await import(${JSON.stringify(join(import.meta.dirname, 'storage-support.ts'))})
    console.log((await startAlone(${JSON.stringify(directory)})).url)`
  const command = `ulimit -f ${limit}; exec "$0" --input-type=module -e "$1"`
  const child: ChildProcess = spawn('bash', ['-c', command, process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const url = await new Promise<string>((ready) => lines.once('line', ready))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const kill = () => (child.kill('SIGKILL'), ended)
  return { url, kill }
}

describe('files', () => {
  test(`survive ${kills} sudden ends amid writing`, async () => {
    const directory = folder()
    // By key, the contents that it may have: the last acknowledged one, and one that was under way.
    const acknowledged = new Map<string, string>()
    const underWay = new Map<string, Set<string>>()
    for (let round = 0; round < kills; round++) {
      const { url, kill } = await startApart(directory)
      let isOver = false
      const warm = Promise.withResolvers<void>()
      let written = 0
      const write = async (key: string) => {
        const body = randomBytes(1 + Math.floor(Math.random() * 40_000))
        underWay.set(key, (underWay.get(key) ?? new Set()).add(md5(body)))
        const response = await put(`${url}/box/${key}`, body)
        assert.equal(response.status, 200)
        acknowledged.set(key, md5(body))
        underWay.delete(key)
        if (++written === 6) warm.resolve()
      }
      const writers = Array.from({ length: 6 }, async (_, writer) => {
        // Each writer has keys of its own: two of its own rounds, and three that it overwrites again and again.
        for (let n = 0; !isOver; n++) {
          const key = n % 2 ? `${writer}/same-${n % 3}` : `${writer}/${round}-${n}`
          await write(key).catch((error: unknown) => {
            if (!isOver) throw error
          })
        }
      })
      await warm.promise
      await new Promise((tick) => setTimeout(tick, Math.random() * 60))
      isOver = true
      await kill()
      await Promise.all(writers)
    }
    assert.ok(acknowledged.size > kills * 3, `only ${acknowledged.size} files were written`)
    await within(directory, async ({ url, storage, lines }) => {
      const listed = new Set(storage.files('box').map(({ key }) => key))
      const lost: string[] = []
      for (const [key, expected] of acknowledged) {
        const response = await fetch(`${url}/box/${key}`)
        const found = md5(Buffer.from(await response.arrayBuffer()))
        const isIt = found === expected || underWay.get(key)?.has(found)
        if (!listed.has(key) || !isIt || response.headers.get('etag') !== `"${found}"`)
          lost.push(key)
      }
      assert.deepEqual(lost, [])
      assert.deepEqual(lines, [])
    })
    const descriptions = filesIn(directory).filter((name) => name.endsWith('.json'))
    assert.equal(filesIn(directory).length, descriptions.length * 2, 'nothing half written stays')
  })

  test('that are described wrongly are left out by name, and all others are there', async () => {
    const directory = folder()
    await within(directory, async ({ url }) => {
      for (const key of ['a', 'b', 'c', 'd', 'e']) await put(`${url}/box/${key}`, key)
    })
    const of = (key: string) =>
      join(directory, 's3', 'box', `${createHash('sha256').update(key).digest('hex')}.json`)
    writeFileSync(of('a'), '{"key":"a","si')
    writeFileSync(of('b'), '')
    writeFileSync(of('c'), 'null')
    writeFileSync(of('d'), JSON.stringify({ key: '../../d', size: 'x' }))
    const before = filesIn(directory).length
    await within(directory, async ({ url, storage, lines }) => {
      assert.deepEqual(
        storage.files('box').map(({ key }) => key),
        ['e'],
      )
      assert.equal(await text(await fetch(`${url}/box/e`)), 'e')
      assert.equal(lines.length, 4)
      for (const key of ['a', 'b', 'c', 'd'])
        assert.ok(lines.some((line) => line.includes(of(key)) && line.includes('is left out')))
      assert.equal(filesIn(directory).length, before, 'what may be saved by hand stays')
      await put(`${url}/box/a`, 'again')
    })
    await within(directory, async ({ url }) => {
      assert.equal(await text(await fetch(`${url}/box/a`)), 'again')
    })
  })

  test('are read whole, with their own ETag and length, while they are replaced', async () => {
    await within(folder(), async ({ url }) => {
      const bodies = [1, 60_000, 3_000_000].map((size) => Buffer.alloc(size, `${size}`))
      await put(`${url}/box/k`, bodies[0] ?? '')
      const writers = bodies.map(async (body) => {
        for (let n = 0; n < 15; n++) assert.equal((await put(`${url}/box/k`, body)).status, 200)
      })
      const readers = [1, 2, 3, 4].map(async () => {
        for (let n = 0; n < 25; n++) {
          const response = await fetch(`${url}/box/k`)
          const body = Buffer.from(await response.arrayBuffer())
          assert.equal(response.headers.get('etag'), `"${md5(body)}"`)
          assert.equal(response.headers.get('content-length'), `${body.length}`)
        }
      })
      await Promise.all([...writers, ...readers])
    })
  })

  test('that are written once only are, by many at the same time', async () => {
    await within(folder(), async ({ url }) => {
      const tries = Array.from({ length: 12 }, (_, n) =>
        put(`${url}/box/once`, `${n}`, { 'if-none-match': '*' }),
      )
      const statuses = (await Promise.all(tries)).map(({ status }) => status).sort()
      assert.deepEqual(statuses, [200, ...Array<number>(11).fill(412)])
    })
  })

  test('stay as they were when what should replace them stops half way', async () => {
    const directory = folder()
    await within(directory, async ({ url }) => {
      await put(`${url}/box/k`, 'former')
      const present = filesIn(directory)
      const head = 'PUT /box/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n'
      await sendRaw(url, `${head}only this`, { cut: true })
      const wrong = await put(`${url}/box/k`, 'later', { 'content-md5': 'a'.repeat(22) + '==' })
      assert.equal(wrong.status, 400)
      assert.equal(await text(await fetch(`${url}/box/k`)), 'former')
      for (let n = 0; n < 50 && filesIn(directory).length > present.length; n++)
        await new Promise((tick) => setTimeout(tick, 20))
      assert.deepEqual(filesIn(directory), present)
    })
  })

  test('stay, and others are served, when the disk is full', async (t) => {
    if (process.platform === 'win32') return t.skip('Windows has no limit for the size of files')
    const directory = folder()
    const { url, kill } = await startApart(directory, '64')
    try {
      await put(`${url}/box/k`, 'former')
      const present = filesIn(directory)
      const full = await put(`${url}/box/k`, Buffer.alloc(1 << 20))
      assert.equal(full.status, 500)
      assert.match(await text(full), /<Code>InternalError<.*The disk is full/)
      assert.deepEqual(filesIn(directory), present)
      assert.equal(await text(await fetch(`${url}/box/k`)), 'former')
      assert.equal((await put(`${url}/box/other`, 'small')).status, 200)
    } finally {
      await kill()
    }
  })

  test('of an older version are still there', async () => {
    const directory = folder()
    const name = createHash('sha256').update('old').digest('hex')
    mkdirSync(join(directory, 's3', 'box'), { recursive: true })
    writeFileSync(join(directory, 's3', 'box', name), 'content')
    const description = {
      key: 'old',
      size: 7,
      etag: '"x"',
      lastModified: '2026-01-01T00:00:00.000Z',
      headers: {},
    }
    writeFileSync(join(directory, 's3', 'box', `${name}.json`), JSON.stringify(description))
    await within(directory, async ({ url }) => {
      assert.equal(await text(await fetch(`${url}/box/old`)), 'content')
    })
  })
})

describe('an upload in parts', () => {
  const start = async (url: string) =>
    /<UploadId>([^<]+)/.exec(await text(await fetch(`${url}?uploads`, { method: 'POST' })))?.[1] ??
    ''
  const finish = (url: string, id: string, etags: (string | null)[]) => {
    const parts = etags.map(
      (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    )
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
    return fetch(`${url}?uploadId=${id}`, { method: 'POST', body })
  }

  test('goes on after a restart, and is gone after a week', async () => {
    const directory = folder()
    const [id, etag, old] = await within(directory, async ({ url }) => {
      const id = await start(`${url}/box/k`)
      const sent = await put(`${url}/box/k?uploadId=${id}&partNumber=1`, part)
      return [id, sent.headers.get('etag'), await start(`${url}/box/k`)]
    })
    const uploads = join(directory, 's3', '.uploads')
    const days = (n: number) => (Date.now() - n * 86_400_000) / 1000
    utimesSync(join(uploads, id), days(6), days(6))
    utimesSync(join(uploads, old), days(8), days(8))
    writeFileSync(join(uploads, 'half-written'), 'x')
    await within(directory, async ({ url }) => {
      assert.deepEqual(readdirSync(uploads), [id])
      assert.equal((await fetch(`${url}/box/k?uploadId=${old}`)).status, 404)
      const last = await put(`${url}/box/k?uploadId=${id}&partNumber=2`, 'end')
      const done = await finish(`${url}/box/k`, id, [etag, last.headers.get('etag')])
      assert.equal(done.status, 200)
      const body = Buffer.from(await (await fetch(`${url}/box/k`)).arrayBuffer())
      assert.ok(body.equals(Buffer.concat([part, Buffer.from('end')])))
      assert.deepEqual(readdirSync(uploads), [])
    })
  })

  test('belongs to one file of one bucket', async () => {
    await within(folder(), async ({ url }) => {
      const id = await start(`${url}/box/k`)
      for (const path of ['box/other', 'other-box/k']) {
        const other = `${url}/${path}`
        const refused = [
          await put(`${other}?uploadId=${id}&partNumber=1`, 'x'),
          await fetch(`${other}?uploadId=${id}`),
          await fetch(`${other}?uploadId=${id}`, { method: 'DELETE' }),
          await finish(other, id, ['"x"']),
        ]
        for (const response of refused) {
          assert.equal(response.status, 404)
          assert.match(await text(response), /<Code>NoSuchUpload</)
        }
      }
      assert.equal((await fetch(`${url}/box/k?uploadId=${id}`)).status, 200)
      for (const odd of ['..', '../box', 'x/y', '%00', '', '__proto__'])
        assert.equal((await fetch(`${url}/box/k?uploadId=${odd}`)).status, 404, odd)
    })
  })

  test('has of each part what was sent last, and ends once', async () => {
    await within(folder(), async ({ url }) => {
      const id = await start(`${url}/box/k`)
      const first = await put(`${url}/box/k?uploadId=${id}&partNumber=1`, 'first')
      const second = await put(`${url}/box/k?uploadId=${id}&partNumber=1`, 'second')
      const [former, etag] = [first, second].map(({ headers }) => headers.get('etag'))
      assert.match(await text(await finish(`${url}/box/k`, id, [former ?? ''])), /InvalidPart/)
      const ends = await Promise.all([1, 2, 3].map(() => finish(`${url}/box/k`, id, [etag ?? ''])))
      assert.ok(ends.some(({ status }) => status === 200))
      assert.ok(ends.every(({ status }) => status === 200 || status === 404))
      assert.equal(await text(await fetch(`${url}/box/k`)), 'second')
    })
  })
})
