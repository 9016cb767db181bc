// What S3 is asked for is answered as S3 does, or refused by name; whatever is asked, it goes on.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { crc32 } from 'node:zlib'
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Needed } from '../../local/services/gate.ts'
import { sendRaw, startAlone, type Alone } from './storage-support.ts'

const home = mkdtempSync(join(tmpdir(), 'operations-'))
let alone: Alone
let box: string
let client: S3Client
before(async () => {
  alone = await startAlone(home)
  box = `${alone.url}/box`
  client = new S3Client({
    endpoint: alone.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  })
})
after(() => {
  alone.close()
  rmSync(home, { recursive: true, force: true })
  assert.deepEqual(alone.lines, [], 'nothing failed in an unforeseen way')
})

type Sent = {
  method?: string
  body?: string | Buffer<ArrayBuffer>
  headers?: Record<string, string>
}
const send = async (path: string, { method = 'GET', ...rest }: Sent = {}) => {
  const response = await fetch(`${box}${path}`, { method, ...rest })
  const text = await response.text()
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1]
  return { status: response.status, text, code, headers: response.headers }
}
const put = (path: string, body = 'content', headers = {}) =>
  send(path, { method: 'PUT', body, headers })
/** The error's code, or the status where there is none. */
const answer = async (path: string, sent?: Sent) => {
  const { code, status } = await send(path, sent)
  return code ?? status
}
const base64 = (algorithm: string, text: string) =>
  createHash(algorithm).update(text).digest('base64')
const base64Crc = (text: string) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(text))
  return bytes.toString('base64')
}
const hex = (text: string) => createHash('sha256').update(text).digest('hex')
const keysIn = (text: string) => [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key)

describe('what is not served', () => {
  const ofFiles = 'acl tagging versionId=x versions torrent legal-hold retention attributes policy'
  const others = 'renameObject encryption annotation partNumber=1 unheard-of=1 append'
  const ofBuckets =
    'acl accelerate analytics cors encryption inventory lifecycle location logging metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment tagging uploads versioning versions website session list-type=1 metadataTable'

  test('is refused by name and without effect, for a file', async () => {
    await put('/kept')
    for (const name of `${ofFiles} ${others}`.split(' ')) {
      for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) {
        const body = method === 'PUT' || method === 'POST' ? { body: '<x/>' } : {}
        const { status, text } = await send(`/kept?${name}`, { method, ...body })
        assert.equal(status, 501, `${method} ?${name}`)
        if (method !== 'HEAD') assert.ok(text.includes(name.split('=')[0] ?? ''), text)
      }
    }
    for (const name of ['restore', 'select&select-type=2', ''])
      assert.equal(await answer(`/kept?${name}`, { method: 'POST' }), 'NotImplemented', name)
    assert.equal((await send('/kept')).text, 'content')
  })

  test('is refused by name and without effect, for a bucket', async () => {
    for (const name of ofBuckets.split(' ')) {
      for (const method of ['GET', 'PUT', 'DELETE'])
        assert.equal(await answer(`/?${name}`, { method }), 'NotImplemented', `${method} ?${name}`)
    }
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH'])
      assert.equal(await answer('', { method }), 'NotImplemented', method)
    assert.equal((await fetch(`${alone.url}/`)).status, 501, 'all buckets')
    const form = new FormData()
    form.set('key', 'from-a-form')
    assert.equal((await fetch(box, { method: 'POST', body: form })).status, 501)
    assert.equal((await send('/kept')).status, 200)
    assert.equal((await send('/from-a-form')).status, 404)
  })

  test('is refused by name and without effect, for a header', async () => {
    await put('/kept')
    const headers = {
      'x-amz-acl': 'public-read',
      'x-amz-grant-read': 'id=x',
      'x-amz-tagging': 'a=b',
      'x-amz-storage-class': 'GLACIER',
      'x-amz-website-redirect-location': '/elsewhere',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-customer-key': 'x',
      'x-amz-object-lock-mode': 'GOVERNANCE',
      'x-amz-write-offset-bytes': '7',
      'x-amz-rename-source': 'box/other',
      'x-amz-checksum-crc32c': 'AAAAAA==',
      'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=',
      'x-amz-sdk-checksum-algorithm': 'CRC64NVME',
      'x-amz-trailer': 'x-amz-checksum-crc32c',
      'x-amz-unheard-of': '1',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'if-none-match': '"etag"',
      'if-match': '*',
      'if-unmodified-since': new Date().toUTCString(),
    }
    for (const [name, value] of Object.entries(headers)) {
      const { status, code, text } = await put('/kept', 'changed', { [name]: value })
      assert.deepEqual([status, code], [501, 'NotImplemented'], name)
      if (name.startsWith('x-')) assert.ok(text.includes(name), text)
    }
    // A presigned URL has headers in its query.
    assert.equal(await answer('/kept?X-Amz-Tagging=a', { method: 'PUT' }), 'NotImplemented')
    assert.equal((await send('/kept')).text, 'content')
    for (const [name, value] of Object.entries({
      'x-amz-storage-class': 'STANDARD',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-request-payer': 'requester',
      'x-amz-expected-bucket-owner': '123456789012',
    }))
      assert.equal((await put('/kept', 'content', { [name]: value })).status, 200, name)
    const owner = { 'x-amz-expected-bucket-owner': '210987654321' }
    assert.equal((await put('/kept', 'changed', owner)).code, 'AccessDenied')
  })

  test('is an error with that name in the SDK', async () => {
    const Tagging = { TagSet: [{ Key: 'a', Value: 'b' }] }
    const tag = new PutObjectTaggingCommand({ Bucket: 'box', Key: 'kept', Tagging })
    await assert.rejects(client.send(tag), { name: 'NotImplemented' })
  })
})

describe('a body', () => {
  const text = 'hello'
  test('is what its sender states, or is refused', async () => {
    const stated: [name: string, right: string, wrong: string, code: string, odd: string][] = [
      ['content-md5', base64('md5', text), base64('md5', 'x'), 'BadDigest', 'InvalidDigest'],
      ['x-amz-content-sha256', hex(text), hex('x'), 'XAmzContentSHA256Mismatch', 'InvalidArgument'],
      ['x-amz-checksum-crc32', base64Crc(text), base64Crc('x'), 'BadDigest', 'InvalidRequest'],
      ...['sha1', 'sha256'].map((name): (typeof stated)[number] => [
        `x-amz-checksum-${name}`,
        base64(name, text),
        base64(name, 'x'),
        'BadDigest',
        'InvalidRequest',
      ]),
    ]
    await put('/stated', 'former')
    for (const [name, , wrong, code, odd] of stated) {
      assert.equal((await put('/stated', text, { [name]: wrong })).code, code, name)
      for (const value of ['', 'no base64!', 'AAAA', '=='])
        assert.equal((await put('/stated', text, { [name]: value })).code, odd, `${name} ${value}`)
    }
    assert.equal((await send('/stated')).text, 'former')
    for (const [name, right] of stated)
      assert.equal((await put('/stated', text, { [name]: right })).status, 200, name)
    const two = {
      'x-amz-checksum-crc32': base64Crc(text),
      'x-amz-checksum-sha1': base64('sha1', text),
    }
    assert.equal((await put('/stated', text, two)).code, 'InvalidRequest')
    const unsigned = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    assert.equal((await put('/stated', text, unsigned)).status, 200)
  })

  const chunked = (body: string, length: string | undefined = '5', more = '') =>
    [
      'PUT /box/chunked HTTP/1.1',
      'Host: x',
      'Connection: close',
      'x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding: gzip,aws-chunked',
      ...(length === undefined ? [] : [`x-amz-decoded-content-length: ${length}`]),
      `Content-Length: ${body.length}`,
      `${more}\r\n${body}`,
    ].join('\r\n')
  const trailer = 'x-amz-trailer: x-amz-checksum-crc32\r\n'

  test('in chunks is put together', async () => {
    const sum = `x-amz-checksum-crc32:${base64Crc(text)}`
    for (const [body, more] of [
      ['5\r\nhello\r\n0\r\n\r\n', ''],
      ['2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', ''],
      [`5\r\nhello\r\n0\r\n${sum}\r\n\r\n`, trailer],
    ] as const) {
      assert.match(await sendRaw(alone.url, chunked(body, '5', more)), /^HTTP\/1.1 200 /)
      const { headers } = await send('/chunked', { method: 'HEAD' })
      assert.deepEqual(
        [headers.get('content-length'), headers.get('content-encoding')],
        ['5', 'gzip'],
      )
    }
  })

  test('in chunks of a wrong form is refused', async () => {
    await put('/chunked', 'former')
    const wrong: [body: string, length?: string, more?: string][] = [
      ['5\r\nhello\r\n'],
      ['5\r\nhel'],
      ['5\r\nhello\r\n0\r\n'],
      ['zz\r\nhello\r\n0\r\n\r\n'],
      ['-5\r\nhello\r\n0\r\n\r\n'],
      ['0x5\r\nhello\r\n0\r\n\r\n'],
      ['\r\nhello\r\n0\r\n\r\n'],
      ['fffffffffff\r\nhello\r\n0\r\n\r\n'],
      ['4\r\nhello\r\n0\r\n\r\n'],
      ['5\r\nhelloworld\r\n0\r\n\r\n'],
      ['5\r\nhello\r\n0\r\n\r\nmore'],
      ['5;chunk-signature=00\r\nhello\r\n0\r\n\r\n'],
      ['hello'],
      [''],
      [`${'1'.repeat(10_000)}`],
      ['5\r\nhello\r\n0\r\n\r\n', '4'],
      ['5\r\nhello\r\n0\r\n\r\n', '6'],
      ['5\r\nhello\r\n0\r\n\r\n', 'five'],
      ['5\r\nhello\r\n0\r\n\r\n', '-5'],
      ['5\r\nhello\r\n0\r\n\r\n', undefined, trailer],
      [`5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${base64Crc('x')}\r\n\r\n`, '5', trailer],
      ['5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AA\r\n\r\n', '5', trailer],
    ]
    for (const one of wrong)
      assert.match(await sendRaw(alone.url, chunked(...one)), /^HTTP\/1.1 4\d\d /, one.join())
    assert.equal((await send('/chunked')).text, 'former')
  })

  test('without a length is refused', async () => {
    const head = 'PUT /box/k HTTP/1.1\r\nHost: x\r\nConnection: close\r\n'
    assert.match(await sendRaw(alone.url, `${head}\r\n`), /411 .*MissingContentLength/s)
    const body = 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'
    assert.match(await sendRaw(alone.url, head + body), /411 .*MissingContentLength/s)
  })

  test('streamed by the SDK arrives', async () => {
    const Body = Readable.from([Buffer.from('in '), Buffer.from('pieces')])
    const input = { Bucket: 'box', Key: 'streamed', Body, ContentLength: 9 }
    await client.send(new PutObjectCommand(input))
    const { Body: read } = await client.send(
      new GetObjectCommand({ Bucket: 'box', Key: 'streamed' }),
    )
    assert.equal(await read?.transformToString(), 'in pieces')
  })
})

describe('a key', () => {
  test('is any text of up to 1024 bytes', async () => {
    const odd = ['..', '.', '../../etc/passwd', '__proto__', 'a//b', '/lead', 'a b+c%25d', '\u0001']
    for (const key of [
      ...odd,
      '\ud83d\ude00',
      'ü'.repeat(512),
      'a\nb',
      'constructor',
      '?x=1&y#z',
    ]) {
      const path = `/${encodeURIComponent(key)}`
      const raw = `PUT /box${path.replaceAll('.', '%2E')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok`
      assert.match(await sendRaw(alone.url, raw), /^HTTP\/1.1 200 /, key)
      assert.ok(alone.storage.files('box').some((file) => file.key === key))
    }
    assert.equal((await put(`/${'k'.repeat(1025)}`)).code, 'KeyTooLongError')
    assert.equal((await put(`/${'%C3%BC'.repeat(513)}`)).code, 'KeyTooLongError')
  })

  test('that is none is refused', async () => {
    for (const path of ['/%zz', '/%', '/%ff', '/%ed%a0%80', '/a%2']) {
      for (const method of ['GET', 'PUT', 'DELETE', 'POST'])
        assert.equal(await answer(path, { method }), 'InvalidURI', path)
    }
    assert.equal((await fetch(`${alone.url}/nowhere/k`)).status, 404)
    assert.match(await (await fetch(`${alone.url}/__proto__/k`)).text(), /NoSuchBucket/)
    assert.match(await (await fetch(`${alone.url}/%zz/k`)).text(), /NoSuchBucket/)
    assert.match(await sendRaw(alone.url, 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'), /^HTTP\/1.1/)
  })
})

describe('lists', () => {
  const list = (query: string) => send(`/?list-type=2&prefix=l/&${query}`)
  const keys = ['l/a b+c', 'l/d/1', 'l/d/2', 'l/e', 'l/\uff5e', 'l/\ud83d\ude00', 'l/\ud83d\ude01']
  before(async () => {
    for (const key of keys) await put(`/${encodeURIComponent(key)}`)
  })

  test('are in the order of bytes, in pages of any size', async () => {
    for (const size of [1, 2, 3, 1000]) {
      const found: (string | undefined)[] = []
      let token: string | undefined = ''
      do {
        const page = await list(`max-keys=${size}${token && `&continuation-token=${token}`}`)
        found.push(...keysIn(page.text))
        token = /<NextContinuationToken>([^<]+)/.exec(page.text)?.[1]
      } while (token)
      assert.deepEqual(found, keys)
    }
    assert.deepEqual(keysIn((await list('start-after=l/%EF%BD%9E')).text), keys.slice(5))
  })

  test('have folders up to a delimiter, each once', async () => {
    const { text } = await list('delimiter=/')
    assert.match(text, /<CommonPrefixes><Prefix>l\/d\/<\/Prefix><\/CommonPrefixes>/)
    assert.equal(keysIn(text).length, 5)
    assert.match(text, /<KeyCount>6</)
    const first = await list('delimiter=/&max-keys=2')
    const token = /<NextContinuationToken>([^<]+)/.exec(first.text)?.[1]
    const rest = await list(`delimiter=/&continuation-token=${token}`)
    assert.deepEqual(keysIn(rest.text), keys.slice(3))
  })

  test('of the first version are served', async () => {
    const first = await send('/?prefix=l/&delimiter=/&max-keys=2')
    assert.match(first.text, /<NextMarker>l\/d\/<.*<Owner><ID>[0-9a-f]{64}</)
    const rest = await send('/?prefix=l/&delimiter=/&marker=l/d/')
    assert.deepEqual(keysIn(rest.text), keys.slice(3))
    assert.match(rest.text, /<IsTruncated>false</)
  })

  test('have an owner when it is wanted, and encode keys when it is wanted', async () => {
    assert.doesNotMatch((await list('')).text, /Owner/)
    assert.match((await list('fetch-owner=true')).text, /<Owner><ID>/)
    assert.equal(keysIn((await list('encoding-type=url')).text)[0], 'l/a+b%2Bc')
    await put('/ctl/%01%0d', 'x')
    const { text } = await send('/?list-type=2&prefix=ctl/')
    assert.deepEqual(keysIn(text), ['ctl/&#x1;&#xd;'])
    const input = { Bucket: 'box', Prefix: 'ctl/', EncodingType: 'url' as const }
    const { Contents } = await client.send(new ListObjectsV2Command(input))
    assert.equal(Contents?.[0]?.Key, 'ctl/%01%0D')
  })

  test('of a wrong kind are refused', async () => {
    for (const wrong of ['-1', 'x', '1.5', '2147483648', '1e3', '0x1', ' 1', 'NaN', 'Infinity'])
      assert.equal((await list(`max-keys=${encodeURIComponent(wrong)}`)).code, 'InvalidArgument')
    for (const wrong of ['', 'x', '!!', 'bC9l', '%00', 'AAAA', 'YWZ0ZXI6/w=='])
      assert.equal((await list(`continuation-token=${wrong}`)).code, 'InvalidArgument', wrong)
    assert.equal((await list('encoding-type=xml')).code, 'InvalidArgument')
    const none = await list('max-keys=0')
    assert.match(none.text, /<MaxKeys>0<.*<IsTruncated>false</)
    assert.match((await list('max-keys=5000')).text, /<MaxKeys>1000</)
  })
})

describe('conditions', () => {
  const past = 'Thu, 01 Jan 2015 00:00:00 GMT'
  const future = 'Thu, 01 Jan 2099 00:00:00 GMT'
  let etag = ''
  let modified = ''
  before(async () => {
    await put('/cond')
    const { headers } = await send('/cond')
    etag = headers.get('etag') ?? ''
    modified = headers.get('last-modified') ?? ''
  })

  test('of reading are those of HTTP', async () => {
    const cases: [Record<string, string>, number][] = [
      [{ 'if-match': etag }, 200],
      [{ 'if-match': '*' }, 200],
      [{ 'if-match': etag.replaceAll('"', '') }, 200],
      [{ 'if-match': `"x", ${etag}` }, 200],
      [{ 'if-match': '"x"' }, 412],
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': `W/${etag}` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [{ 'if-none-match': '"x"' }, 200],
      [{ 'if-modified-since': modified }, 304],
      [{ 'if-modified-since': future }, 304],
      [{ 'if-modified-since': past }, 200],
      [{ 'if-modified-since': 'yesterday' }, 200],
      [{ 'if-unmodified-since': past }, 412],
      [{ 'if-unmodified-since': modified }, 200],
      [{ 'if-match': etag, 'if-unmodified-since': past }, 200],
      [{ 'if-none-match': '"x"', 'if-modified-since': future }, 200],
    ]
    for (const [headers, status] of cases) {
      for (const method of ['GET', 'HEAD'])
        assert.equal(
          (await send('/cond', { method, headers })).status,
          status,
          JSON.stringify(headers),
        )
    }
    const unchanged = await send('/cond', { headers: { 'if-none-match': etag } })
    assert.deepEqual([unchanged.text, unchanged.headers.get('etag')], ['', etag])
    assert.equal((await send('/none', { headers: { 'if-match': '*' } })).status, 404)
  })

  test('of writing, finishing and deleting hold', async () => {
    const only = { 'if-none-match': '*' }
    assert.equal((await put('/cond', 'x', only)).code, 'PreconditionFailed')
    assert.equal((await put('/cond', 'x', { 'if-match': '"x"' })).code, 'PreconditionFailed')
    assert.equal((await put('/none', 'x', { 'if-match': etag })).code, 'NoSuchKey')
    const source = { 'x-amz-copy-source': 'box/cond' }
    await put('/cond-copy')
    assert.equal((await put('/cond-copy', '', { ...source, ...only })).code, 'PreconditionFailed')
    const wrong = { method: 'DELETE', headers: { 'if-match': '"x"' } }
    assert.equal((await send('/cond', wrong)).code, 'PreconditionFailed')
    assert.equal((await send('/cond')).text, 'content')
    assert.equal((await put('/cond', 'content', { 'if-match': etag })).status, 200)
    for (const match of [etag, '*']) {
      await put('/gone')
      const headers = { 'if-match': match }
      assert.equal((await send('/gone', { method: 'DELETE', headers })).status, 204)
    }
  })

  test('of copying hold', async () => {
    const copy = (name: string, value: string) =>
      put('/cond-to', '', {
        'x-amz-copy-source': 'box/cond',
        [`x-amz-copy-source-if-${name}`]: value,
      })
    for (const [name, value] of [
      ['match', '"x"'],
      ['none-match', etag],
      ['modified-since', future],
      ['unmodified-since', past],
    ] as const)
      assert.equal((await copy(name, value)).code, 'PreconditionFailed', name)
    assert.equal((await copy('match', etag)).status, 200)
  })
})

describe('a part of a file', () => {
  test('is what the range says; ranges of other kinds give all', async () => {
    await put('/digits', '0123456789')
    const ranges: Record<string, string | 416> = {
      'bytes=2-4': '234',
      'bytes=8-': '89',
      'bytes=-3': '789',
      'bytes=-30': '0123456789',
      'bytes=8-30': '89',
      'bytes=10-': 416,
      'bytes=-0': 416,
      'bytes=99999999999999999999-': 416,
      'bytes=4-2': '0123456789',
      'bytes=1-2,4-5': '0123456789',
      'bytes=-': '0123456789',
      'bytes=x-y': '0123456789',
      'bytes=1.5-3': '0123456789',
      'items=1-2': '0123456789',
      '': '0123456789',
    }
    for (const [range, expected] of Object.entries(ranges)) {
      const { status, text, code } = await send('/digits', { headers: { range } })
      if (expected === 416) assert.deepEqual([status, code], [416, 'InvalidRange'], range)
      else
        assert.deepEqual(
          [text, status],
          [expected, expected.length < 10 || range === 'bytes=-30' ? 206 : 200],
        )
    }
    await put('/empty', '')
    assert.equal((await send('/empty', { headers: { range: 'bytes=0-' } })).status, 416)
    assert.equal((await send('/empty')).status, 200)
    const outdated = { range: 'bytes=2-4', 'if-range': '"x"' }
    assert.equal((await send('/digits', { headers: outdated })).status, 200)
  })
})

describe('a copy', () => {
  test('has the headers of its source, or others', async () => {
    await put('/from', 'content', { 'content-type': 'text/x', 'x-amz-meta-a': '1' })
    const source = { 'x-amz-copy-source': '/box/from' }
    assert.equal((await put('/to', '', source)).status, 200)
    assert.equal((await send('/to')).headers.get('x-amz-meta-a'), '1')
    const replaced = { ...source, 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'text/y' }
    await put('/to', '', replaced)
    const { headers, text } = await send('/to')
    assert.deepEqual(
      [text, headers.get('content-type'), headers.get('x-amz-meta-a')],
      ['content', 'text/y', null],
    )
    assert.equal((await put('/from', '', source)).code, 'InvalidRequest', 'to itself')
    assert.equal((await put('/from', '', replaced)).status, 200)
    assert.equal((await send('/from')).headers.get('content-type'), 'text/y')
  })

  test('of what is none is refused', async () => {
    const codes: Record<string, string> = {
      'box/none': 'NoSuchKey',
      'nowhere/k': 'NoSuchBucket',
      '../../x': 'NoSuchBucket',
      box: 'InvalidArgument',
      '': 'InvalidArgument',
      'box/%zz': 'InvalidArgument',
      'box/from?versionId=1': 'NotImplemented',
    }
    for (const [source, code] of Object.entries(codes))
      assert.equal((await put('/to2', '', { 'x-amz-copy-source': source })).code, code, source)
    const odd = { 'x-amz-copy-source': 'box/from', 'x-amz-metadata-directive': 'MOVE' }
    assert.equal((await put('/to2', '', odd)).code, 'InvalidArgument')
  })

  test('of any key is made by the SDK', async () => {
    await put(`/${encodeURIComponent('ü & 1+1%')}`)
    const CopySource = `box/${encodeURIComponent('ü & 1+1%')}`
    await client.send(new CopyObjectCommand({ Bucket: 'box', Key: 'to3', CopySource }))
    assert.equal((await send('/to3')).text, 'content')
  })
})

describe('metadata', () => {
  test('of more than 2 KB, or that no header can hold, is refused', async () => {
    const many = (size: number) => ({ 'x-amz-meta-a': 'x'.repeat(size) })
    assert.equal((await put('/meta', 'x', many(2047))).status, 200)
    assert.equal((await put('/meta', 'x', many(2048))).code, 'MetadataTooLarge')
    for (const [name, value] of [
      ['content-disposition', '\u20ac'],
      ['content-type', 'a\r\nset-cookie: b=c'],
      ['cache-control', '\u0000'],
    ] as const) {
      const query = `response-${name}=${encodeURIComponent(value)}`
      assert.equal(await answer(`/meta?${query}`), 'InvalidArgument', query)
    }
    assert.equal(
      await answer('/meta?x-amz-meta-a=%0D%0A', { method: 'PUT', body: 'x' }),
      'InvalidArgument',
    )
    assert.equal(
      await answer('/meta?x-amz-meta-%20=x', { method: 'PUT', body: 'x' }),
      'InvalidArgument',
    )
    const { headers } = await send('/meta?response-content-type=text/z')
    assert.equal(headers.get('content-type'), 'text/z')
  })

  test('brings no header that leads a browser anywhere', async () => {
    const sent = {
      'set-cookie': 'a=b',
      refresh: '0;url=https://x.example',
      location: 'https://x.example',
      'content-security-policy': 'none',
      'content-location': 'x',
      link: '<x>; rel=preload',
      'x-content-type-options': 'none',
      'access-control-allow-origin': '*',
    }
    await put('/lead', 'x', sent)
    const { headers } = await send('/lead')
    for (const name of ['set-cookie', 'refresh', 'location', 'content-location', 'link'])
      assert.equal(headers.get(name), null, name)
    assert.equal(headers.get('content-security-policy'), 'sandbox')
    for (const name of ['set-cookie', 'content-security-policy', 'content-length', 'location'])
      assert.equal(await answer(`/lead?response-${name}=x`), 'NotImplemented', name)
  })

  test('in UTF-8 comes back as it was sent', async () => {
    const value = Buffer.from('Grüße').toString('latin1')
    await put('/utf', 'x', { 'x-amz-meta-a': value })
    assert.equal((await send('/utf')).headers.get('x-amz-meta-a'), value)
  })
})

describe('deleting several', () => {
  const remove = (body: string, headers = {}) =>
    send('/?delete', {
      method: 'POST',
      body,
      headers: { 'content-md5': base64('md5', body), ...headers },
    })
  const of = (...keys: string[]) => keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')

  test('reads any XML that says it', async () => {
    const forms = [
      `<Delete>${of('x1')}</Delete>`,
      `<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\n  <Object a='1'>\n <Key b="2">x1</Key >\n</Object>\n</Delete>\n`,
      `\ufeff<s3:Delete xmlns:s3="u"><s3:Object><s3:Key><![CDATA[x]]>1</s3:Key></s3:Object></s3:Delete>`,
      `<Delete>${of('&#120;&#x31;')}<Quiet>false</Quiet></Delete>`,
    ]
    for (const form of forms) {
      await put('/x1')
      const { text } = await remove(form)
      assert.match(text, /<Deleted><Key>x1<\/Key><\/Deleted>/, form)
      assert.equal((await send('/x1')).status, 404, form)
    }
    await put(`/${encodeURIComponent('a<b>&"\'')}`)
    await remove(`<Delete>${of('a&lt;b&gt;&amp;&quot;&apos;')}</Delete>`)
    assert.equal((await send(`/${encodeURIComponent('a<b>&"\'')}`)).status, 404)
  })

  test('is quiet when that is wanted', async () => {
    const { text } = await remove(`<Delete><Quiet>true</Quiet>${of('x', 'y')}</Delete>`)
    assert.doesNotMatch(text, /Deleted/)
  })

  test('takes 1000 keys, and no XML that is none', async () => {
    const keys = Array.from({ length: 1001 }, (_, n) => `many/${n}`)
    const { text } = await remove(`<Delete>${of(...keys.slice(1))}</Delete>`)
    assert.equal(keysIn(text).length, 1000)
    await put('/kept')
    const wrong = [
      `<Delete>${of(...keys)}</Delete>`,
      '',
      'kept',
      '<Delete></Delete>',
      '<Delete/>',
      of('kept'),
      `<Delete>${of('kept')}`,
      `<Delete>${of('kept')}</Remove>`,
      `<Delete>${of('kept')}</Delete><Delete/>`,
      `<Delete>${of('kept')}</Delete>more`,
      '<Delete><Object><Key>kept</Key><Key>x</Key></Object></Delete>',
      '<Delete><Object></Object></Delete>',
      '<Delete><Object><Key>kept</Object></Key></Delete>',
      `<!DOCTYPE x [<!ENTITY e "kept">]><Delete>${of('&e;')}</Delete>`,
      `<Delete>${of('kept&unknown;')}</Delete>`,
      `<Delete>${of('&#xd800;')}</Delete>`,
      `<Delete>${of('&#x110000;')}</Delete>`,
      `<Delete>${of('kept & more')}</Delete>`,
      `<Delete a=1>${of('kept')}</Delete>`,
      `<Delete><!-- ${of('kept')}</Delete>`,
      '<'.repeat(100_000),
      '<a>'.repeat(100_000),
    ]
    for (const form of wrong)
      assert.equal((await remove(form)).code, 'MalformedXML', form.slice(0, 99))
    const huge = `<Delete>${of('x'.repeat(5 << 20))}</Delete>`
    assert.equal((await remove(huge)).code, 'MaxMessageLengthExceeded')
    const version = '<Object><Key>kept</Key><VersionId>1</VersionId></Object>'
    assert.equal((await remove(`<Delete>${version}</Delete>`)).code, 'NotImplemented')
    const body = `<Delete>${of('kept')}</Delete>`
    assert.equal((await send('/?delete', { method: 'POST', body })).code, 'InvalidRequest')
    assert.equal((await remove(body, { 'content-md5': base64('md5', '') })).code, 'BadDigest')
    assert.equal((await send('/kept')).status, 200)
  })

  test('is done by the SDK', async () => {
    await put('/sdk/1')
    const Delete = { Objects: [{ Key: 'sdk/1' }, { Key: 'sdk/<2>' }] }
    const { Deleted } = await client.send(new DeleteObjectsCommand({ Bucket: 'box', Delete }))
    assert.deepEqual(
      Deleted?.map(({ Key }) => Key),
      ['sdk/1', 'sdk/<2>'],
    )
  })
})

describe('an upload in parts', () => {
  const start = async (path: string) =>
    /<UploadId>([^<]+)/.exec((await send(`${path}?uploads`, { method: 'POST' })).text)?.[1] ?? ''
  const complete = (path: string, id: string, inner: string, headers = {}) =>
    send(`${path}?uploadId=${id}`, {
      method: 'POST',
      body: `<CompleteMultipartUpload>${inner}</CompleteMultipartUpload>`,
      headers,
    })
  const partXml = (number: string | number, etag: string | null, more = '') =>
    `<Part><ETag>${etag}</ETag><PartNumber>${number}</PartNumber>${more}</Part>`

  test('has parts 1 to 10000', async () => {
    const id = await start('/parts')
    for (const number of ['0', '10001', 'abc', '-1', '1.5', '', '1e2', '%20'])
      assert.equal(
        (await put(`/parts?uploadId=${id}&partNumber=${number}`)).code,
        'InvalidArgument',
        number,
      )
    const { headers } = await put(`/parts?uploadId=${id}&partNumber=10000`)
    const etag = headers.get('etag')
    for (const [inner, code] of [
      ['', 'MalformedXML'],
      [partXml(0, etag), 'InvalidPart'],
      [partXml('x', etag), 'InvalidPart'],
      [partXml(1, etag), 'InvalidPart'],
      [partXml(10000, '"x"'), 'InvalidPart'],
      [partXml(10000, etag) + partXml(10000, etag), 'InvalidPartOrder'],
      [partXml(10000, etag) + partXml(1, etag), 'InvalidPartOrder'],
      [partXml(10000, etag, '<ChecksumCRC32>AAAAAA==</ChecksumCRC32>'), 'InvalidPart'],
      [partXml(10000, etag, '<ChecksumCRC32C>AAAAAA==</ChecksumCRC32C>'), 'NotImplemented'],
      ['<Part><PartNumber>10000</PartNumber></Part>', 'InvalidPart'],
      [`<Other>${partXml(10000, etag)}</Other>`, 'MalformedXML'],
    ] as const)
      assert.equal((await complete('/parts', id, inner)).code, code, inner)
    const wrong = { 'x-amz-checksum-crc32': base64Crc('x'), 'x-amz-checksum-type': 'FULL_OBJECT' }
    const all = partXml(10000, etag)
    assert.equal((await complete('/parts', id, all, wrong)).code, 'BadDigest')
    const size = { 'x-amz-mp-object-size': '8' }
    assert.equal((await complete('/parts', id, all, size)).code, 'InvalidRequest')
    assert.equal((await send('/parts')).status, 404)
    const right = { ...wrong, 'x-amz-checksum-crc32': base64Crc('content') }
    const sum = `<ChecksumCRC32>${base64Crc('content')}</ChecksumCRC32>`
    const { text } = await complete('/parts', id, partXml(10000, etag, sum), right)
    assert.match(text, /<Location>https:\/\/box.s3.us-east-1.amazonaws.com\/parts<.*-1&quot;</)
    assert.equal((await send('/parts')).text, 'content')
  })

  test('has parts of 5 MiB and more, but for the last', async () => {
    const id = await start('/small')
    for (const number of [1, 2]) await put(`/small?uploadId=${id}&partNumber=${number}`)
    const etag = `"${createHash('md5').update('content').digest('hex')}"`
    const inner = partXml(1, etag) + partXml(2, etag)
    assert.equal((await complete('/small', id, inner)).code, 'EntityTooSmall')
    const one = await send(`/small?uploadId=${id}&max-parts=1`)
    assert.match(one.text, /<NextPartNumberMarker>1<.*<IsTruncated>true<.*<PartNumber>1</)
    const two = await send(`/small?uploadId=${id}&part-number-marker=1`)
    assert.match(two.text, /<IsTruncated>false<.*<PartNumber>2</)
    assert.equal(await answer(`/small?uploadId=${id}`, { method: 'DELETE' }), 204)
    assert.equal(await answer(`/small?uploadId=${id}`), 'NoSuchUpload')
  })

  test('may copy its parts', async () => {
    await put('/source', '0123456789')
    const id = await start('/copied')
    const copy = (range: Record<string, string>) =>
      put(`/copied?uploadId=${id}&partNumber=1`, '', {
        'x-amz-copy-source': 'box/source',
        ...range,
      })
    for (const range of ['bytes=2', 'bytes=5-2', 'bytes=2-10', 'x', ''])
      assert.equal(
        (await copy({ 'x-amz-copy-source-range': range })).code,
        'InvalidArgument',
        range,
      )
    const { text } = await copy({ 'x-amz-copy-source-range': 'bytes=2-4' })
    const etag = /<ETag>([^<]+)/.exec(text)?.[1] ?? ''
    assert.equal((await complete('/copied', id, partXml(1, etag))).status, 200)
    assert.equal((await send('/copied')).text, '234')
  })
})

describe('permissions', () => {
  /** What a request needs; it is refused. */
  const needs = async (path: string, sent: Sent = {}, granted: string[] = []) => {
    const asked: Needed[] = []
    const strict = await startAlone(mkdtempSync(join(home, 'strict-')), {
      allows: (needed) => (asked.push(needed), granted.includes(needed.action)),
    })
    const response = await fetch(`${strict.url}${path}`, { ...sent })
    const text = await response.text()
    strict.close()
    return { status: response.status, text, asked: asked.map(({ action }) => action), all: asked }
  }

  test('are those of IAM for each operation', async () => {
    const cases: [path: string, sent: Sent, actions: string[]][] = [
      ['/box/k', {}, ['s3:GetObject']],
      ['/box/k', { method: 'HEAD' }, ['s3:GetObject']],
      ['/box/k', { method: 'PUT', body: 'x' }, ['s3:PutObject']],
      ['/box/k', { method: 'DELETE' }, ['s3:DeleteObject']],
      ['/box', {}, ['s3:ListBucket']],
      ['/box?list-type=2', {}, ['s3:ListBucket']],
      ['/box', { method: 'HEAD' }, ['s3:ListBucket']],
      ['/box/k?uploads', { method: 'POST' }, ['s3:PutObject']],
      ['/box/k?uploadId=x&partNumber=1', { method: 'PUT' }, ['s3:PutObject']],
      ['/box/k?uploadId=x', { method: 'POST' }, ['s3:PutObject']],
    ]
    for (const [path, sent, actions] of cases) {
      const { status, asked } = await needs(path, sent)
      assert.deepEqual([status, asked], [403, actions], path)
    }
    const copy = { method: 'PUT', headers: { 'x-amz-copy-source': 'other-box/from' } }
    const { all } = await needs('/box/k', copy, ['s3:PutObject'])
    assert.deepEqual(
      all.map(({ action, resource }) => `${action} ${resource}`),
      ['s3:PutObject arn:aws:s3:::box/k', 's3:GetObject arn:aws:s3:::other-box/from'],
    )
    const compare = { method: 'PUT', body: 'x', headers: { 'if-match': '"x"' } }
    const { asked } = await needs('/box/k', compare, ['s3:PutObject'])
    assert.deepEqual(asked, ['s3:PutObject', 's3:GetObject'])
  })

  test('of lists know what is asked', async () => {
    const { all } = await needs('/box?list-type=2&prefix=a%2Fb&delimiter=%2F&max-keys=7')
    assert.deepEqual(all[0]?.context, {
      's3:prefix': 'a/b',
      's3:delimiter': '/',
      's3:max-keys': '7',
    })
    assert.deepEqual((await needs('/box?list-type=2')).all[0]?.context, {})
  })

  test('decide whether somebody hears that a file is not there', async () => {
    const secret = await needs('/box/none', {}, ['s3:GetObject'])
    assert.equal(secret.status, 403)
    assert.match(secret.text, /<Code>AccessDenied</)
    const open = await needs('/box/none', {}, ['s3:GetObject', 's3:ListBucket'])
    assert.equal(open.status, 404)
    assert.deepEqual((await needs('/box/none', {}, ['s3:GetObject'])).all[1]?.context, {})
  })

  test('to list and to abort an upload are with who started it', async () => {
    const strict = await startAlone(mkdtempSync(join(home, 'initiator-')), {
      allows: ({ action }) => action === 's3:PutObject',
    })
    const url = `${strict.url}/box/k`
    const started = await (await fetch(`${url}?uploads`, { method: 'POST' })).text()
    const upload = `${url}?uploadId=${/<UploadId>([^<]+)/.exec(started)?.[1]}`
    const headers = { 'from-role': 'other' }
    for (const method of ['GET', 'DELETE'])
      assert.equal((await fetch(upload, { method, headers })).status, 403)
    assert.equal((await fetch(upload)).status, 200)
    assert.equal((await fetch(upload, { method: 'DELETE' })).status, 204)
    strict.close()
  })

  test('of several deletions are asked one by one', async () => {
    const body = '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>'
    const headers = { 'content-md5': base64('md5', body) }
    const { status, text } = await needs('/box?delete', { method: 'POST', body, headers })
    assert.equal(status, 200)
    assert.equal([...text.matchAll(/<Error><Key>.<\/Key><Code>AccessDenied</g)].length, 2)
  })
})

describe('an error', () => {
  test('is the XML of S3, and without a body for HEAD', async () => {
    const { text, headers } = await send('/no%26ne')
    const id = headers.get('x-amz-request-id')
    assert.equal(headers.get('content-type'), 'application/xml')
    assert.equal(
      text,
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Resource>/box/no%26ne</Resource><RequestId>${id}</RequestId></Error>`,
    )
    for (const path of ['/none', '/%zz', '/kept?acl'])
      assert.equal((await send(path, { method: 'HEAD' })).text, '')
  })
})

test('what buckets ask for and is not there is named', async () => {
  const properties = { VersioningConfiguration: {}, LifecycleConfiguration: {}, BucketName: 'box' }
  const NotificationConfiguration = { QueueConfigurations: [], LambdaFunctionConfigurations: [] }
  const served = await startAlone(mkdtempSync(join(home, 'missing-')), {
    resources: {
      'AWS::S3::Bucket': [{ name: 'box', properties }],
      'Custom::S3BucketNotifications': [{ properties: { NotificationConfiguration } }],
    },
  })
  const names = ['versions of files', 'lifecycles of files', 'events of files for queues']
  assert.deepEqual(served.storage.missing(), names)
  assert.deepEqual(alone.storage.missing(), [])
  served.close()
})

describe('the files of a deployment', () => {
  test('are read, by their own names only', async () => {
    const directory = mkdtempSync(join(home, 'assets-'))
    writeFileSync(join(directory, 'schema'), 'schema')
    const properties = { DestinationBucketName: 'assets', SourceObjectKeys: ['HASH.zip'] }
    const served = await startAlone(directory, {
      resources: { 'Custom::CDKBucketDeployment': [{ properties }] },
      asset: () => directory,
    })
    const ask = async (path: string, method = 'GET') => {
      const raw = `${method} /assets/${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
      return (await sendRaw(served.url, raw)).split('\r\n\r\n')
    }
    assert.equal((await ask('schema'))[1], 'schema')
    for (const path of ['..', '../operations', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '.', 'none', 's3'])
      assert.match((await ask(path)).join(), /NoSuchKey/, path)
    for (const method of ['PUT', 'DELETE'])
      assert.match((await ask('schema', method)).join(), /NotImplemented/)
    assert.match((await ask('?list-type=2')).join(), /NotImplemented/)
    served.close()
  })
})

describe('events', () => {
  test('are records as S3 sends them, and what a function does changes no answer', async () => {
    const events: { Records: Record<string, unknown>[] }[] = []
    const rule = (LambdaFunctionArn: string, Events: string[], FilterRules: object[] = []) => ({
      LambdaFunctionArn,
      Events,
      Filter: { Key: { FilterRules } },
    })
    const LambdaFunctionConfigurations = [
      rule('fails', ['s3:ObjectCreated:*']),
      rule('hears', ['s3:ObjectCreated:*', 's3:ObjectRemoved:Delete']),
      rule('other', ['s3:ObjectCreated:*'], [{ Name: 'prefix', Value: 'elsewhere/' }]),
    ]
    const NotificationConfiguration = { LambdaFunctionConfigurations }
    const properties = { BucketName: 'box', NotificationConfiguration }
    const served = await startAlone(mkdtempSync(join(home, 'events-')), {
      resources: { 'Custom::S3BucketNotifications': [{ properties }] },
      invoke: async (name, event) => {
        if (name !== 'hears') throw new Error(`${name} failed`)
        events.push(event as (typeof events)[number])
        return null
      },
    })
    const url = `${served.url}/box/a%20b%2B%C3%BC/c`
    const made = await fetch(url, { method: 'PUT', body: 'four' })
    const removed = await fetch(url, { method: 'DELETE' })
    assert.deepEqual([made.status, removed.status], [200, 204])
    const [created, deleted] = events.map(({ Records }) => Records[0])
    const { eventTime, s3, ...record } = created ?? {}
    const id = made.headers.get('x-amz-request-id')
    assert.deepEqual(record, {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:role' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': id, 'x-amz-id-2': id },
    })
    assert.ok(Date.now() - Date.parse(String(eventTime)) < 60_000)
    const { object, configurationId, ...rest } = s3 as Record<string, Record<string, string>>
    assert.ok(configurationId)
    assert.deepEqual(rest, {
      s3SchemaVersion: '1.0',
      bucket: {
        name: 'box',
        ownerIdentity: { principalId: '123456789012' },
        arn: 'arn:aws:s3:::box',
      },
    })
    const { sequencer = '', ...file } = object ?? {}
    const eTag = createHash('md5').update('four').digest('hex')
    assert.deepEqual(file, { key: 'a+b%2B%C3%BC/c', size: 4, eTag })
    const later = (deleted?.s3 as { object: Record<string, string> }).object
    assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(later)) as object), ['key', 'sequencer'])
    assert.ok((later.sequencer ?? '') > sequencer)
    assert.deepEqual(served.lines, ['s3: Error: fails failed'])
    served.close()
  })
})
