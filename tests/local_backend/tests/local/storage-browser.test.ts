// Files that somebody stored have no rights in a browser, whatever their type says; pictures and documents still open.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { chromium, startChromium, type Page } from './chromium.ts'
import { startAlone, type Alone } from './storage-support.ts'

const skip = chromium ? false : 'There is no Chromium'
const home = mkdtempSync(join(tmpdir(), 'storage-browser-'))
let alone: Alone
let page: Page
before(async () => {
  if (skip) return
  alone = await startAlone(home)
  page = await startChromium()
})
after(async () => {
  await page?.close()
  alone?.close()
  rmSync(home, { recursive: true, force: true })
})

const script = "document.documentElement.setAttribute('data-ran', self.origin)"
const html = `<!doctype html><html><body>stored<script>${script}</script></body></html>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>${script}</script></svg>`
const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml"><body><script>${script}</script></body></html>`
const xsl = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><x>${xhtml}</x>`
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf =
  '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n'

/** The origin that a script of what is opened saw; null when none ran, undefined when nothing was shown. */
async function open(url: string): Promise<string | null | undefined> {
  const { errorText } = await page.send('Page.navigate', { url })
  if (errorText) return undefined
  for (;;) {
    const isThere = `document.readyState === 'complete' && location.href === ${JSON.stringify(url)}`
    if (await page.run<boolean>(isThere)) break
    await new Promise((tick) => setTimeout(tick, 20))
  }
  return page.run("document.documentElement.getAttribute('data-ran')")
}

const put = async (key: string, body: string | Buffer<ArrayBuffer>, type?: string) => {
  const url = `${alone.url}/box/${key}`
  const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
  assert.equal((await fetch(url, { method: 'PUT', body, headers })).status, 200)
  return url
}

describe('a stored file', { skip }, () => {
  const types: [type: string | undefined, body: string][] = [
    ...[
      'text/html',
      'TEXT/HTML',
      'text/html; charset=utf-8',
      'text/html;',
      'text/html,application/pdf',
      'application/pdf,text/html',
      'application/pdf;charset=x',
      'multipart/x-mixed-replace; boundary=b',
      'text/plain',
      'text/ht\u00e9ml',
      '*/*',
      'nonsense',
      undefined,
    ].map((type): [string | undefined, string] => [type, html]),
    ...['image/svg+xml', 'image/SVG+XML', 'text/xml', 'application/xml'].map(
      (type): [string, string] => [type, svg],
    ),
    ...['application/xhtml+xml', 'application/rdf+xml', 'text/xml-external-parsed-entity'].map(
      (type): [string, string] => [type, xhtml],
    ),
    ...['text/xsl', 'application/xslt+xml'].map((type): [string, string] => [type, xsl]),
  ]

  test('with such a script would run it, if it were served by others', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    assert.equal(await open(`${url}/`), url)
    server.closeAllConnections()
    server.close()
  })

  for (const [index, [type, body]] of types.entries()) {
    test(`of the type ${type} runs no script`, async () => {
      const url = await put(`active/${index}`, body, type)
      assert.ok(!(await open(url)))
      const { headers } = await fetch(url)
      assert.equal(headers.get('content-security-policy'), 'sandbox')
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
    })
  }

  test('runs no script when its type is replaced, in part, or in an error', async () => {
    const url = await put('replaced', html, 'image/png')
    const replaced = `${url}?response-content-type=text%2Fhtml`
    assert.ok(!(await open(replaced)))
    const policy = async (address: string, headers = {}) =>
      (await fetch(address, { headers })).headers.get('content-security-policy')
    assert.equal(await policy(replaced), 'sandbox')
    assert.equal(await policy(replaced, { range: 'bytes=0-9' }), 'sandbox')
    assert.equal(await policy(`${alone.url}/box/%3Cscript%3E`), 'sandbox')
    const document = await put('document', pdf, 'application/pdf')
    assert.equal(await policy(document, { range: 'bytes=99999-' }), 'sandbox')
    assert.ok(!(await open(`${alone.url}/box/%3Cscript%3E`)))
  })

  test('that says it is a document, and is a page, runs no script', async () => {
    assert.ok(!(await open(await put('no.pdf', html, 'application/pdf'))))
  })

  test('that is a picture opens', async () => {
    await open(await put('picture.png', png, 'image/png'))
    assert.equal(await page.run('document.images[0].naturalWidth'), 1)
  })

  test('that is a PDF opens', async () => {
    await open(await put('document.pdf', pdf, 'application/pdf'))
    assert.equal(await page.run('document.contentType'), 'application/pdf')
    const viewer = /^chrome-extension:.*index\.html/
    for (;;) {
      const { targetInfos } = await page.send('Target.getTargets')
      if ((targetInfos as { url: string }[]).some(({ url }) => viewer.test(url))) break
      await new Promise((tick) => setTimeout(tick, 20))
    }
  })
})
