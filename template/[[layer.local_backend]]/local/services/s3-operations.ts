// The operations of S3's REST API that aws-amplify and the SDK use for files.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import { createHash } from 'node:crypto'
import {
  validateHeaderName,
  validateHeaderValue,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keptHeaders, type Ask, type Operation } from './s3-access.ts'
import {
  checksumOf,
  checksums,
  notImplemented,
  readFile,
  readSmall,
  statedChecksums,
  type Check,
  type Headers,
} from './s3-body.ts'
import {
  bare,
  byBytes,
  noKey,
  noPart,
  type Files,
  type MayReplace,
  type StoredFile,
} from './s3-files.ts'
import { childrenOf, encodeKey, parseXml, sendXml, textOf } from './s3-xml.ts'
import { ServiceError, type Assembly } from './types.ts'

export type Changed = (
  event: string,
  bucket: string,
  file: Pick<StoredFile, 'key'> & Partial<StoredFile>,
) => void

export type Call = Ask & {
  files: Files
  request: IncomingMessage
  response: ServerResponse
  placeholders: Assembly['placeholders']
  /** The role that calls. */
  role: string
  /** What is said of a file that is not there. */
  missing: (bucket: string) => ServiceError
  mayDelete: (key: string) => boolean
  changed: Changed
}

/** Runs a request that has been allowed. Throws a ServiceError. */
export const operate = async (call: Call): Promise<void> => runs[call.operation](call)

const runs: Record<Operation, (call: Call) => Promise<void> | void> = {
  HeadBucket: ({ response }) => void response.writeHead(200).end(),
  ListObjectsV2: list,
  ListObjects: list,
  DeleteObjects: removeSeveral,
  HeadObject: get,
  GetObject: get,
  PutObject: put,
  CopyObject: copy,
  async DeleteObject({ files, response, headers, bucket, key, changed }) {
    const removed = await files.remove(bucket, key, mayReplace(headers, 'delete'))
    if (removed) changed('ObjectRemoved:Delete', bucket, { key })
    response.writeHead(204).end()
  },
  CreateMultipartUpload({ files, response, headers, bucket, key, role }) {
    const started = { bucket, key, headers: metadataOf(headers), initiator: role }
    const UploadId = files.startUpload(started)
    const result = { Bucket: bucket, Key: key, UploadId }
    sendXml(response, 200, { InitiateMultipartUploadResult: result })
  },
  async UploadPart(call) {
    const { files, request, response, headers } = call
    const part = await files.putPart(uploadOf(call), numberOf(call), readFile(request, headers))
    response.writeHead(200, { etag: part.etag }).end()
  },
  async UploadPartCopy(call) {
    const { files, response, headers } = call
    const number = numberOf(call)
    const part = await withSource(call, headers['x-amz-copy-source-range'], (body) =>
      files.putPart(uploadOf(call), number, body),
    )
    const { etag: ETag, lastModified: LastModified } = part
    sendXml(response, 200, { CopyPartResult: { ETag, LastModified } })
  },
  CompleteMultipartUpload: finish,
  async AbortMultipartUpload(call) {
    await call.files.abortUpload(uploadOf(call))
    call.response.writeHead(204).end()
  },
  ListParts: listParts,
}

const invalid = (message: string, code = 'InvalidArgument') => new ServiceError(code, message)
const preconditionFailed = () =>
  new ServiceError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  )

/** What a file keeps of the headers of its upload. */
function metadataOf(headers: Headers): Record<string, string> {
  const meta = 'x-amz-meta-'
  const kept: Record<string, string> = {}
  let size = 0
  for (const [name, given = ''] of Object.entries(headers)) {
    const isMeta = name.startsWith(meta)
    if (!isMeta && !keptHeaders.includes(name)) continue
    const encodings = given.split(',').filter((one) => one.trim() !== 'aws-chunked')
    const value = name === 'content-encoding' ? encodings.join(',').trim() : given
    assertHeader(name, value)
    // Each sign of a header is a byte.
    if (isMeta) size += name.length - meta.length + value.length
    if (isMeta || value) kept[name] = value
  }
  if (size <= 2048) return kept
  throw invalid(
    'Your metadata headers exceed the maximum allowed metadata size',
    'MetadataTooLarge',
  )
}

function assertHeader(name: string, value: string): void {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
  } catch {
    throw invalid('Header value cannot be represented using ISO-8859-1.')
  }
}

const isAmong = (header: string, etag: string) =>
  header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(etag))

/** What the conditions of a request say of a file, in the order of RFC 9110, section 13.2.2. */
function judge(file: StoredFile, headers: Headers, prefix = ''): 'met' | 'unchanged' | 'failed' {
  const condition = (name: string) => headers[`${prefix}if-${name}`]
  const [match, noneMatch] = [condition('match'), condition('none-match')]
  const modified = Date.parse(file.lastModified)
  // A date that is none compares as false: that condition is left out.
  const before = Date.parse(condition('unmodified-since') ?? '')
  const after = Date.parse(condition('modified-since') ?? '')
  if (match === undefined ? modified > before : !isAmong(match, file.etag)) return 'failed'
  if (noneMatch === undefined ? modified <= after : isAmong(noneMatch, file.etag))
    return 'unchanged'
  return 'met'
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
function mayReplace(headers: Headers, act: 'write' | 'delete' = 'write'): MayReplace {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers
  const isKnown =
    (noneMatch === undefined || (noneMatch === '*' && act === 'write')) &&
    (match !== '*' || act === 'delete') &&
    headers['if-modified-since'] === undefined &&
    headers['if-unmodified-since'] === undefined
  if (!isKnown) throw notImplemented(`this condition of a ${act}`)
  return (present) => {
    if (noneMatch !== undefined && present) throw preconditionFailed()
    if (match === undefined) return
    if (!present) throw noKey()
    if (!isAmong(match, present.etag)) throw preconditionFailed()
  }
}

async function put({ files, request, response, headers, bucket, key, changed }: Call) {
  const body = readFile(request, headers)
  const file = await files.put(bucket, key, body, metadataOf(headers), mayReplace(headers))
  response.writeHead(200, { etag: file.etag }).end()
  changed('ObjectCreated:Put', bucket, file)
}

async function copy(call: Call): Promise<void> {
  const { files, response, headers, bucket, key, source, changed } = call
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY'
  if (!/^(COPY|REPLACE)$/.test(directive)) throw invalid('Unknown metadata directive.')
  const isSame = source?.bucket === bucket && source.key === key
  if (isSame && directive === 'COPY') {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes."
    throw invalid(message, 'InvalidRequest')
  }
  const may = mayReplace(headers)
  const file = await withSource(call, undefined, (body, from) => {
    const kept = directive === 'REPLACE' ? metadataOf(headers) : from.headers
    return files.put(bucket, key, body, kept, may)
  })
  const { etag: ETag, lastModified: LastModified } = file
  sendXml(response, 200, { CopyObjectResult: { ETag, LastModified } })
  changed('ObjectCreated:Copy', bucket, file)
}

/** Reads what is copied, if its conditions hold. */
async function withSource<T>(
  { files, headers, source, missing }: Call,
  range: string | undefined,
  read: (body: Readable, from: StoredFile) => Promise<T>,
): Promise<T> {
  const { bucket, key } = source ?? { bucket: '', key: '' }
  const from = files.get(bucket, key)
  if (!from) throw missing(bucket)
  if (judge(from, headers, 'x-amz-copy-source-') !== 'met') throw preconditionFailed()
  const part = range === undefined ? undefined : rangeOf(range, from.size)
  if (range !== undefined && range !== `bytes=${part?.start}-${part?.end}`) {
    const message = `The range ${range} is not bytes=first-last of the source, which has ${from.size} bytes`
    throw invalid(message)
  }
  const body = files.read(bucket, key, part)
  try {
    return await read(body, from)
  } finally {
    body.destroy()
  }
}

async function get(call: Call): Promise<void> {
  const { files, operation, response, headers, bucket, key, query, missing } = call
  const file = files.get(bucket, key)
  if (!file) throw missing(bucket)
  const answer: Record<string, string | number> = {
    etag: file.etag,
    'last-modified': new Date(file.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    ...file.headers,
  }
  for (const name of keptHeaders) {
    const override = query.get(`response-${name}`)
    if (override === null) continue
    assertHeader(name, override)
    answer[name] = override
  }
  const judged = judge(file, headers)
  if (judged === 'failed') throw preconditionFailed()
  // The viewer of PDF does not open in a sandbox, and gives what it shows no rights.
  if (answer['content-type'] === 'application/pdf') response.removeHeader('content-security-policy')
  if (judged === 'unchanged') return void response.writeHead(304, answer).end()

  const stillSame = headers['if-range']
  const isOutdated =
    stillSame !== undefined &&
    !isAmong(stillSame, file.etag) &&
    Date.parse(stillSame) !== Date.parse(file.lastModified)
  const range = isOutdated ? undefined : rangeOf(headers.range, file.size)
  answer['content-length'] = range ? range.end - range.start + 1 : file.size
  if (range) answer['content-range'] = `bytes ${range.start}-${range.end}/${file.size}`
  if (operation === 'HeadObject') return void response.writeHead(range ? 206 : 200, answer).end()
  const content = files.read(bucket, key, range)
  response.writeHead(range ? 206 : 200, answer)
  await pipeline(content, response)
}

/** `bytes=2-4`, `bytes=2-` and `bytes=-4`; others count as none. Throws when nothing of it is in the file. */
function rangeOf(header: string | undefined, size: number) {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if ((!first && !last) || (first && last && Number(first) > Number(last))) return undefined
  const start = first ? Number(first) : Math.max(0, size - Number(last))
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1
  if (start <= end) return { start, end }
  throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416)
}

/** A whole number up to `most`; throws for anything else. */
function integer(query: URLSearchParams, name: string, fallback: number, most = 2147483647) {
  const text = query.get(name) ?? ''
  if (text === '') return fallback
  if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text)
  throw invalid(`Argument ${name} must be an integer between 0 and ${most}`)
}

/** Tokens of lists are their own, so that what is none is refused. */
const tokenMark = 'after:'
const tokenOf = (key: string) => Buffer.from(`${tokenMark}${key}`).toString('base64url')

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString()
  const key = text.slice(tokenMark.length)
  if (tokenOf(key) === token) return key
  throw invalid('The continuation token provided is incorrect')
}

function list({ files, operation, response, bucket, query, placeholders }: Call): void {
  const isFirstVersion = operation === 'ListObjects'
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const most = Math.min(integer(query, 'max-keys', 1000), 1000)
  const token = query.get('continuation-token')
  const startAfter = query.get(isFirstVersion ? 'marker' : 'start-after') ?? ''
  const after = token === null ? startAfter : readToken(token)
  const encode = encoding(query)

  // An entry is a file or, up to the delimiter, a folder of files; folders count as one.
  const page: [name: string, file: StoredFile | undefined][] = []
  let more = false
  for (const file of files.list(bucket, byBytes(prefix, after) < 0 ? after : prefix)) {
    if (!file.key.startsWith(prefix)) break
    const end = delimiter ? file.key.indexOf(delimiter, prefix.length) : -1
    const name = end < 0 ? file.key : file.key.slice(0, end + delimiter.length)
    if (name === page.at(-1)?.[0] || byBytes(name, after) <= 0) continue
    more = most > 0 && page.length === most
    if (page.length === most) break
    page.push([name, end < 0 ? file : undefined])
  }
  const last = more ? (page.at(-1)?.[0] ?? '') : undefined
  const ID = createHash('sha256').update(placeholders.account).digest('hex')
  const Owner = isFirstVersion || query.get('fetch-owner') === 'true' ? { ID } : undefined
  const ofVersion = isFirstVersion
    ? {
        Marker: encode(startAfter),
        NextMarker: delimiter && last !== undefined ? encode(last) : undefined,
      }
    : {
        KeyCount: page.length,
        StartAfter: startAfter ? encode(startAfter) : undefined,
        ContinuationToken: token ?? undefined,
        NextContinuationToken: last === undefined ? undefined : tokenOf(last),
      }
  sendXml(response, 200, {
    ListBucketResult: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      MaxKeys: most,
      IsTruncated: more,
      EncodingType: query.get('encoding-type') ?? undefined,
      ...ofVersion,
      Contents: page.flatMap(([name, file]) => {
        if (!file) return []
        const { lastModified: LastModified, etag: ETag, size: Size } = file
        return { Key: encode(name), LastModified, ETag, Size, Owner, StorageClass: 'STANDARD' }
      }),
      CommonPrefixes: page.flatMap(([name, file]) => (file ? [] : { Prefix: encode(name) })),
    },
  })
}

/** As in a form, but for the slash. */
function encoding(query: URLSearchParams): (text: string) => string {
  const type = query.get('encoding-type')
  if (type === null) return (text) => text
  if (type !== 'url') throw invalid('Invalid Encoding Method specified in Request')
  return encodeKey
}

async function removeSeveral(call: Call): Promise<void> {
  const { files, request, response, headers, bucket, mayDelete, changed } = call
  const checks = statedChecksums(headers)
  if (!checks.length && headers['content-md5'] === undefined) {
    const message = 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*'
    throw invalid(message, 'InvalidRequest')
  }
  const root = parseXml(String(await readSmall(request, headers, checks)), 'Delete')
  const wanted = childrenOf(root, 'Object', 1, 1000)
  const other = wanted.flatMap(({ children }) => children).find(({ name }) => name !== 'Key')
  if (other) throw notImplemented(`${other.name} of a file to delete`)
  const Deleted: { Key: string }[] = []
  const Error: { Key: string; Code: string; Message: string }[] = []
  for (const object of wanted) {
    const [Key = ''] = childrenOf(object, 'Key', 1, 1).map(({ text }) => text)
    if (!mayDelete(Key)) {
      Error.push({ Key, Code: 'AccessDenied', Message: 'Access Denied' })
      continue
    }
    if (await files.remove(bucket, Key)) changed('ObjectRemoved:Delete', bucket, { key: Key })
    Deleted.push({ Key })
  }
  const isQuiet = textOf(root, 'Quiet')?.trim() === 'true'
  sendXml(response, 200, { DeleteResult: { Deleted: isQuiet ? [] : Deleted, Error } })
}

export const uploadOf = ({ query, bucket, key }: Ask) => ({
  id: query.get('uploadId') ?? '',
  bucket,
  key,
})

const isPartNumber = (text: string) => /^\d{1,5}$/.test(text) && +text >= 1 && +text <= 10_000

function numberOf({ query }: Call): number {
  const text = query.get('partNumber') ?? ''
  if (isPartNumber(text)) return Number(text)
  throw invalid('Part number must be an integer between 1 and 10000, inclusive')
}

function listParts(call: Call): void {
  const { files, response, query, bucket, key } = call
  const after = integer(query, 'part-number-marker', 0)
  const most = Math.min(integer(query, 'max-parts', 1000), 1000)
  const rest = files.parts(uploadOf(call)).filter(({ number }) => number > after)
  const page = rest.slice(0, most)
  const more = most > 0 && rest.length > most
  sendXml(response, 200, {
    ListPartsResult: {
      Bucket: bucket,
      Key: encoding(query)(key),
      UploadId: query.get('uploadId') ?? '',
      PartNumberMarker: after,
      NextPartNumberMarker: more ? page.at(-1)?.number : undefined,
      MaxParts: most,
      IsTruncated: more,
      StorageClass: 'STANDARD',
      Part: page.map(({ number, lastModified, etag, size }) => ({
        PartNumber: number,
        LastModified: lastModified,
        ETag: etag,
        Size: size,
      })),
    },
  })
}

async function finish(call: Call): Promise<void> {
  const { files, request, response, headers, bucket, key, placeholders, changed } = call
  const may = mayReplace(headers)
  const root = parseXml(String(await readSmall(request, headers)), 'CompleteMultipartUpload')
  const wanted = childrenOf(root, 'Part', 1, 10_000).map((part) => {
    const number = textOf(part, 'PartNumber')?.trim() ?? ''
    if (!isPartNumber(number)) throw noPart()
    const stated = part.children.filter(({ name }) => name.startsWith('Checksum'))
    return {
      number: Number(number),
      etag: textOf(part, 'ETag') ?? '',
      checks: stated.map(({ name, text }) => partChecksum(name.slice(8), text)),
    }
  })
  if (wanted.some(({ number }, index) => number <= (wanted[index - 1]?.number ?? 0))) {
    const message = 'The list of parts was not in ascending order.'
    throw invalid(message, 'InvalidPartOrder')
  }
  const upload = uploadOf(call)
  const sum = files.parts(upload).reduce((sum, { number, size }) => {
    return wanted.some((part) => part.number === number) ? sum + size : sum
  }, 0)
  if (Number(headers['x-amz-mp-object-size'] ?? sum) !== sum) {
    const message = `The provided 'x-amz-mp-object-size' header does not match what was computed.`
    throw invalid(message, 'InvalidRequest')
  }
  if (headers['x-amz-checksum-type'] === 'COMPOSITE') {
    throw notImplemented('a checksum of checksums')
  }
  const file = await files.finishUpload(upload, wanted, statedChecksums(headers), may)
  const Location = `https://${bucket}.s3.${placeholders.region}.amazonaws.com/${encodeKey(key)}`
  sendXml(response, 200, {
    CompleteMultipartUploadResult: { Location, Bucket: bucket, Key: key, ETag: file.etag },
  })
  changed('ObjectCreated:CompleteMultipartUpload', bucket, file)
}

function partChecksum(name: string, text: string): Check {
  const algorithm = name.toLowerCase()
  if (!Object.hasOwn(checksums, algorithm)) throw notImplemented(`Checksum${name} of a part`)
  const check = checksumOf(algorithm as keyof typeof checksums, () => text.trim())
  check.wanted()
  return { ...check, refusal: noPart }
}
