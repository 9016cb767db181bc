// A page in Chromium that uses the local backend, with no way to any other machine.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { createServer } from 'vite'
import { joined, password, project, startSample } from './support.ts'

const sample = await startSample()
const ada = await joined(sample, 'ada')
const root = await mkdtemp(join(tmpdir(), 'page-'))
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'

type Report = Record<string, unknown>
let report: Report = {}

before(async () => {
  for (const part of ['src', 'local/client/redirect.ts', 'local/rewrite.ts']) {
    await cp(join(project, part), join(root, part), { recursive: true })
  }
  await cp(join(import.meta.dirname, 'page'), join(root, 'src', 'page'), { recursive: true })
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'))
  await writeFile(join(root, 'amplify_outputs.json'), JSON.stringify(sample.outputs))
  await writeFile(
    join(root, 'index.html'),
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/src/page/main.ts"></script>',
  )
  const received = Promise.withResolvers<Report>()
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    received.resolve(JSON.parse(await text(request)) as Report)
    response.end()
  }
  const server = await createServer({
    root,
    logLevel: 'silent',
    server: { host: '127.0.0.1', port: 0 },
    plugins: [
      { name: 'report', configureServer: (vite) => void vite.middlewares.use('/report', receive) },
    ],
  })
  await server.listen()
  const [address] = server.resolvedUrls?.local ?? []
  const query = new URLSearchParams({ email: ada.email, password })
  const browser = spawn(chromium, [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    `--user-data-dir=${join(root, 'profile')}`,
    `${address}?${query}`,
  ])
  browser.on('error', (error) => received.reject(error))
  report = await received.promise
  browser.kill()
  await new Promise((ended) => browser.once('exit', ended))
  await server.close()
})
after(() => rm(root, { recursive: true, force: true, maxRetries: 5 }))

describe('a page', () => {
  test('signs in with SRP', () => {
    assert.equal(report.error, undefined)
    assert.equal(report.signedIn, true)
  })

  test('shows a private file in an image, by the address that getUrl gives', () => {
    assert.ok(String(report.address).startsWith(`${sample.url}/s3/`))
    assert.equal(report.image, '7x5')
    assert.equal(report.imageWithoutSignature, 'broken')
    assert.equal(report.downloaded, true)
  })

  test('uploads a large file in parts and hears of its progress', () => {
    assert.match(String(report.multipart), /-3"?$/)
    assert.equal(report.progress, 12 << 20)
  })

  test('hears of new records', () => {
    assert.equal(report.event, 'From the page')
  })

  test('calls a function', () => {
    assert.equal(report.greeting, 'Hello, Web!')
  })

  test('is told what is not available', () => {
    assert.match(String(report.unavailable), /^polly.* is not available locally/)
  })

  test('talks to this machine only', () => {
    assert.deepEqual(report.hosts, ['127.0.0.1'])
  })
})
