// Files: the rules of defineStorage decide, as synthesized into IAM policies.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { fetchAuthSession } from 'aws-amplify/auth'
import {
  copy,
  downloadData,
  getProperties,
  getUrl,
  list,
  remove,
  uploadData,
} from 'aws-amplify/storage'
import { callSigned, signedHeaders } from './signing.ts'
import { becomeGuest, joined, startSample, type Person } from './support.ts'

// Node.js has none; aws-amplify reads the parts of a large file through it.
class Reader extends EventTarget {
  result: ArrayBuffer | null = null
  onload?: () => void
  readAsArrayBuffer(blob: Blob) {
    void blob.arrayBuffer().then((buffer) => {
      this.result = buffer
      this.onload?.()
    })
  }
}
Object.assign(globalThis, { FileReader: Reader })

const sample = await startSample()
const { functions } = sample.backend.services
let ada: Person, ben: Person, admin: Person, editor: Person
before(async () => {
  ada = await joined(sample, 'ada')
  ben = await joined(sample, 'ben')
  admin = await joined(sample, 'admin', 'ADMINS')
  editor = await joined(sample, 'editor', 'EDITORS')
})

const put = (path: string, data: string | Blob = 'hello') => uploadData({ path, data }).result
const read = async (path: string) => (await downloadData({ path }).result).body.text()
const own = ({ identityId }: Person, name = 'a.txt') => `private/${identityId}/${name}`
const refused = (promise: PromiseLike<unknown>) =>
  assert.rejects(async () => promise, { name: 'AccessDenied' })

/** Waits until the function has run for a file, and gives its log lines. */
async function logsOf(name: string, key: string): Promise<string[]> {
  for (;;) {
    const runs = functions.invocations().filter(({ functionName }) => functionName === name)
    const found = runs.find(({ event }) => JSON.stringify(event).includes(key))
    if (found?.milliseconds !== undefined) return found.logs
    await new Promise((tick) => setTimeout(tick, 20))
  }
}

describe('a person', () => {
  test('has a folder of their own', async () => {
    await ada.signIn()
    await put(own(ada), 'from Ada')
    assert.equal(await read(own(ada)), 'from Ada')
    const { items } = await list({ path: `private/${ada.identityId}/` })
    assert.deepEqual(
      items.map(({ path }) => path),
      [own(ada)],
    )
    const { size, contentType } = await getProperties({ path: own(ada) })
    assert.deepEqual([size, contentType], [8, 'text/plain'])
    await remove({ path: own(ada) })
    // Who may list a folder, but not the bucket, is not told whether a file is there.
    await refused(read(own(ada)))
  })

  test('has no access to the folder of anybody else', async () => {
    await ada.signIn()
    await put(own(ada, 'diary.txt'), 'secret')
    await ben.signIn()
    await refused(read(own(ada, 'diary.txt')))
    await refused(put(own(ada, 'diary.txt'), 'changed'))
    await refused(remove({ path: own(ada, 'diary.txt') }))
    await refused(list({ path: `private/${ada.identityId}/` }))
    await refused(list({ path: 'private/' }))
    await ada.signIn()
    assert.equal(await read(own(ada, 'diary.txt')), 'secret')
  })

  test('cannot copy what they cannot read', async () => {
    await ada.signIn()
    await put(own(ada, 'plan.txt'), 'plan')
    await copy({ source: { path: own(ada, 'plan.txt') }, destination: { path: 'shared/plan.txt' } })
    assert.equal(await read('shared/plan.txt'), 'plan')
    await ben.signIn()
    const stolen = { path: own(ben, 'stolen.txt') }
    await refused(copy({ source: { path: own(ada, 'plan.txt') }, destination: stolen }))
  })
})

describe('shared files', () => {
  test('are read and written by everybody who signed in', async () => {
    await ada.signIn()
    await put('shared/note.txt', 'for all')
    await ben.signIn()
    assert.equal(await read('shared/note.txt'), 'for all')
    await remove({ path: 'shared/note.txt' })
  })

  test('are read, but not written, by guests', async () => {
    await ada.signIn()
    await put('shared/poster.txt', 'welcome')
    await becomeGuest()
    assert.equal(await read('shared/poster.txt'), 'welcome')
    await refused(put('shared/graffiti.txt'))
    await refused(remove({ path: 'shared/poster.txt' }))
  })

  test('are listed under their prefix only', async () => {
    await ada.signIn()
    await put('shared/list/1.txt')
    await put('shared/list/deep/2.txt')
    const all = await list({ path: 'shared/list/', options: { listAll: true } })
    assert.equal(all.items.length, 2)
    const subpathStrategy = { strategy: 'exclude' as const }
    const top = await list({ path: 'shared/list/', options: { subpathStrategy } })
    assert.equal(top.items.length, 1)
    assert.deepEqual(top.excludedSubpaths, ['shared/list/deep/'])
    await refused(list({ path: '' }))
    await refused(list({ path: 'reports/' }))
  })

  test('are removed by folder', async () => {
    await ada.signIn()
    for (const name of ['1', 'deep/2', '3 & <4>']) await put(`shared/heap/${name}.txt`)
    await remove({ path: 'shared/heap/' })
    assert.deepEqual((await list({ path: 'shared/heap/' })).items, [])
  })

  test('come in pages', async () => {
    await ada.signIn()
    for (const n of [1, 2, 3]) await put(`shared/pages/${n}.txt`)
    const path = 'shared/pages/'
    const first = await list({ path, options: { pageSize: 2 } })
    assert.equal(first.items.length, 2)
    const rest = await list({ path, options: { pageSize: 2, nextToken: first.nextToken ?? '' } })
    assert.deepEqual(
      rest.items.map((item) => item.path),
      ['shared/pages/3.txt'],
    )
  })
})

describe('a group', () => {
  test('has what its rule lists, where others have nothing', async () => {
    await admin.signIn()
    await put('reports/year.txt', 'numbers')
    assert.equal((await list({ path: 'reports/' })).items.length, 1)
    await editor.signIn()
    assert.equal(await read('reports/year.txt'), 'numbers')
    await refused(list({ path: 'reports/' }))
    await refused(put('reports/forged.txt'))
    await ada.signIn()
    await refused(read('reports/year.txt'))
  })

  test('loses what it is not given again: its role replaces that of other people', async () => {
    await editor.signIn()
    await refused(put(own(editor)))
    await ada.signIn()
    await put(own(ada))
  })

  test('keeps the folders of its members apart, where it is given them again', async () => {
    const draft = ({ identityId }: Person) => `drafts/${identityId}/draft.txt`
    await ada.signIn()
    await put(draft(ada), 'secret')
    await editor.signIn()
    await put(draft(editor), 'first words')
    assert.equal(await read(draft(editor)), 'first words')
    assert.equal((await list({ path: `drafts/${editor.identityId}/` })).items.length, 1)
    await remove({ path: draft(editor) })
    await refused(read(draft(ada)))
    await refused(put(draft(ada), 'changed'))
    await refused(list({ path: `drafts/${ada.identityId}/` }))
    await refused(list({ path: 'drafts/' }))
  })

  test('may read the folders of all', async () => {
    await ada.signIn()
    await put(own(ada, 'reviewed.txt'), 'please review')
    await admin.signIn()
    assert.equal(await read(own(ada, 'reviewed.txt')), 'please review')
    await refused(put(own(ada, 'reviewed.txt'), 'changed'))
  })
})

describe('large and unusual files', () => {
  test('of many megabytes are uploaded in parts', async () => {
    await ada.signIn()
    const bytes = new Uint8Array(12 << 20).map((_, index) => index % 251)
    const path = own(ada, 'big.bin')
    await uploadData({ path, data: new Blob([bytes]) }).result
    // S3 marks the number of parts: 5 + 5 + 2 MiB.
    assert.match((await getProperties({ path })).eTag ?? '', /-3"?$/)
    const { body } = await downloadData({ path }).result
    assert.ok(Buffer.from(await (await body.blob()).arrayBuffer()).equals(bytes))
  })

  test('are not finished by parts that were never sent', async () => {
    await ada.signIn()
    const upload = uploadData({
      path: own(ada, 'gone.bin'),
      data: new Blob([new Uint8Array(6 << 20)]),
    })
    upload.cancel()
    await assert.rejects(upload.result, { name: 'CanceledError' })
    await assert.rejects(getProperties({ path: own(ada, 'gone.bin') }))
  })

  test('are not replaced when that is not wanted', async () => {
    await ada.signIn()
    await put(own(ada, 'first.txt'), 'first')
    const options = { preventOverwrite: true }
    const again = uploadData({ path: own(ada, 'first.txt'), data: 'second', options }).result
    await assert.rejects(again, { name: 'PreconditionFailed' })
    assert.equal(await read(own(ada, 'first.txt')), 'first')
  })

  test('keep their type, metadata and any name', async () => {
    await ada.signIn()
    const path = own(ada, 'Grüße & Küsse (1)+ü.json')
    const options = { contentType: 'application/json', metadata: { purpose: 'greeting' } }
    await uploadData({ path, data: '{"a":1}', options }).result
    const { contentType, metadata, size } = await getProperties({ path })
    assert.deepEqual(
      [contentType, metadata, size],
      ['application/json', { purpose: 'greeting' }, 7],
    )
    assert.equal(await read(path), '{"a":1}')
  })

  test('are read in part', async () => {
    await ada.signIn()
    await put(own(ada, 'digits.txt'), '0123456789')
    const options = { bytesRange: { start: 2, end: 4 } }
    const { body } = await downloadData({ path: own(ada, 'digits.txt'), options }).result
    assert.equal(await body.text(), '234')
  })
})

describe('getUrl', () => {
  test('gives an address on this machine that needs no header', async () => {
    await ada.signIn()
    await put(own(ada, 'photo.txt'), 'pixels')
    const { url } = await getUrl({ path: own(ada, 'photo.txt') })
    assert.ok(url.href.startsWith(`${sample.url}/s3/`))
    assert.ok(`${url}`.startsWith(`${sample.url}/s3/`))
    const response = await fetch(String(url))
    assert.equal(await response.text(), 'pixels')
  })

  test('lets nobody see more than who asked for it', async () => {
    await ben.signIn()
    const { url } = await getUrl({ path: own(ada, 'photo.txt') })
    assert.equal((await fetch(String(url))).status, 403)
    const bare = new URL(url.href)
    bare.search = ''
    assert.equal((await fetch(String(bare))).status, 403)
  })

  test('expires', async () => {
    await ada.signIn()
    const { url } = await getUrl({ path: own(ada, 'photo.txt'), options: { expiresIn: 60 } })
    const late = new URL(url.href)
    late.searchParams.set('X-Amz-Date', '20200101T000000Z')
    assert.equal((await fetch(String(url))).status, 200)
    assert.equal((await fetch(String(late))).status, 403)
  })

  test('may name the file to download', async () => {
    await ada.signIn()
    const contentDisposition = 'attachment; filename="mine.txt"'
    const { url } = await getUrl({ path: own(ada, 'photo.txt'), options: { contentDisposition } })
    const { headers } = await fetch(String(url))
    assert.equal(headers.get('content-disposition'), contentDisposition)
  })
})

const hashOf = (body: string) => ({
  'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
})

describe('a signature', () => {
  test('covers all that S3 is told', async () => {
    await ada.signIn()
    await put(own(ada, 'secret.txt'), 'secret')
    const { credentials } = await fetchAuthSession()
    assert.ok(credentials)
    const [bucket] = sample.backend.services.storage.buckets()
    const url = `${sample.url}/s3/${bucket}/shared/signed.txt`
    const call = { url, service: 's3', method: 'PUT', headers: hashOf('signed'), body: 'signed' }
    const { host: _, ...signed } = signedHeaders(credentials, call)
    const send = (more: Record<string, string>) =>
      fetch(url, { method: 'PUT', headers: { ...signed, ...more }, body: 'signed' })
    assert.equal((await send({})).status, 200)
    const added = {
      'x-amz-copy-source': `${bucket}/${own(ada, 'secret.txt')}`,
      'x-amz-meta-a': 'b',
    }
    for (const [name, value] of Object.entries(added)) {
      const response = await send({ [name]: value })
      assert.equal(response.status, 403)
      assert.match(await response.text(), /AccessDenied.*not signed: x-amz-/)
    }
    assert.equal(await read('shared/signed.txt'), 'signed')
  })

  test('of a hash is one of that body', async () => {
    const { credentials } = await fetchAuthSession()
    assert.ok(credentials)
    const url = `${sample.url}/s3/${sample.backend.services.storage.buckets()[0]}/shared/hash.txt`
    const call = { url, service: 's3', method: 'PUT', headers: hashOf('right'), body: 'right' }
    const { host: _, ...headers } = signedHeaders(credentials, call)
    const send = (body: string) => fetch(url, { method: 'PUT', headers, body })
    assert.equal((await send('right')).status, 200)
    const wrong = await send('wrong')
    assert.equal(wrong.status, 400)
    assert.match(await wrong.text(), /XAmzContentSHA256Mismatch/)
    assert.equal(await read('shared/hash.txt'), 'right')
  })
})

test('who may write a file may not tag it, nor read its tags', async () => {
  await ada.signIn()
  await put('shared/tagged.txt', 'content')
  const { credentials } = await fetchAuthSession()
  assert.ok(credentials)
  const [bucket] = sample.backend.services.storage.buckets()
  for (const method of ['PUT', 'DELETE', 'GET']) {
    const url = `${sample.url}/s3/${bucket}/shared/tagged.txt?tagging`
    const sent = method === 'PUT' ? { body: '<Tagging/>' } : {}
    const headers = hashOf(sent.body ?? '')
    const response = await callSigned(credentials, { url, service: 's3', method, headers, ...sent })
    assert.equal(response.status, 501)
    assert.doesNotMatch(await response.text(), /content/)
  }
  assert.equal(await read('shared/tagged.txt'), 'content')
})

describe('triggers', () => {
  test('run after an upload, and may write files as their rule allows', async () => {
    await ada.signIn()
    await put('shared/trigger me.txt', 'four')
    const logs = await logsOf('on-upload', 'shared/trigger+me')
    assert.deepEqual(logs, ['ObjectCreated:Put shared/trigger me.txt 4 bytes'])
    const files = sample.backend.services.storage.files(
      sample.backend.services.storage.buckets()[0] ?? '',
    )
    assert.ok(files.some(({ key }) => key === 'log/shared-trigger me.txt.txt'))
  })

  test('run after a deletion', async () => {
    await ada.signIn()
    await put('shared/short-lived.txt')
    await remove({ path: 'shared/short-lived.txt' })
    const logs = await logsOf('on-delete', 'short-lived')
    assert.deepEqual(logs, ['ObjectRemoved:Delete shared/short-lived.txt'])
  })
})
