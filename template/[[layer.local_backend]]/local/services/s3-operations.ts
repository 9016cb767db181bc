// The operations of S3's REST API that aws-amplify and the SDK use for files.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { decodeChunks } from './aws-chunked.ts'
import { readText } from './http.ts'
import { targetOf } from './s3-access.ts'
import { noKey, type Files, type StoredFile } from './s3-files.ts'
import { sendXml, textsOf } from './s3-xml.ts'
import { ServiceError } from './types.ts'

export type Changed = (
  event: string,
  bucket: string,
  file: Pick<StoredFile, 'key'> & Partial<StoredFile>,
) => void

type Call = {
  files: Files
  request: IncomingMessage
  response: ServerResponse
  bucket: string
  key: string
  query: URLSearchParams
  changed: Changed
}

/** Runs a request that has been allowed. Throws a ServiceError. */
export async function operate(
  files: Files,
  request: IncomingMessage,
  response: ServerResponse,
  changed: Changed,
): Promise<void> {
  const { bucket, key, query } = targetOf(request)
  const call = { files, request, response, bucket, key, query, changed }
  const { method } = request
  if (!key) return list(call)
  if (query.has('uploads') || query.has('uploadId')) return multipart(call)
  if (method === 'GET' || method === 'HEAD') return get(call)
  if (method === 'PUT') return request.headers['x-amz-copy-source'] ? copy(call) : put(call)
  if (await files.remove(bucket, key)) changed('ObjectRemoved:Delete', bucket, { key })
  response.writeHead(204).end()
}

const keptHeaders =
  /^(content-(type|disposition|encoding|language)|cache-control|expires|x-amz-meta-.*)$/

function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => keptHeaders.test(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, String(value).replace(/,?\s*aws-chunked/, '')]),
  )
}

function bodyOf(request: IncomingMessage) {
  const { headers } = request
  const streamed = String(headers['x-amz-content-sha256']).startsWith('STREAMING-')
  const checks = {
    md5: headers['content-md5'] as string | undefined,
    crc32: headers['x-amz-checksum-crc32'] as string | undefined,
  }
  return { body: streamed ? decodeChunks(request) : request, checks }
}

function assertAbsent({ files, bucket, key, request }: Call): void {
  if (request.headers['if-none-match'] !== '*' || !files.get(bucket, key)) return
  const message = 'At least one of the pre-conditions you specified did not hold'
  throw new ServiceError('PreconditionFailed', message, 412)
}

async function put(call: Call): Promise<void> {
  assertAbsent(call)
  const { files, request, response, bucket, key, changed } = call
  const { body, checks } = bodyOf(request)
  const file = await files.put(bucket, key, body, metadataOf(request.headers), checks)
  response.writeHead(200, { etag: file.etag }).end()
  changed('ObjectCreated:Put', bucket, file)
}

async function copy({ files, request, response, bucket, key, changed }: Call): Promise<void> {
  const { 'x-amz-copy-source': source = '', 'x-amz-metadata-directive': directive } =
    request.headers
  const from = targetOf({ url: `/${String(source).replace(/^\//, '')}` })
  const headers = directive === 'REPLACE' ? metadataOf(request.headers) : undefined
  const file = await files.copy([from.bucket, from.key], [bucket, key], headers)
  const { etag: ETag, lastModified: LastModified } = file
  sendXml(response, 200, { CopyObjectResult: { ETag, LastModified } })
  changed('ObjectCreated:Copy', bucket, file)
}

async function get({ files, request, response, bucket, key, query }: Call): Promise<void> {
  const file = files.get(bucket, key)
  if (!file) throw noKey()
  const { headers, method } = request
  const modified = new Date(file.lastModified)
  response.setHeader('etag', file.etag)
  response.setHeader('last-modified', modified.toUTCString())
  response.setHeader('accept-ranges', 'bytes')
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value)
  for (const [name, value] of query) {
    const override = /^response-(content-.*|cache-control|expires)$/.exec(name)?.[1]
    if (override) response.setHeader(override, value)
  }
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'binary/octet-stream')
  // Files have the origin of the local page, whose rights their scripts must not have.
  if (/html|xml/.test(String(response.getHeader('content-type')))) {
    response.setHeader('content-security-policy', 'sandbox')
  }
  response.setHeader('x-content-type-options', 'nosniff')
  const unchanged =
    headers['if-none-match'] === file.etag ||
    (headers['if-modified-since'] && modified <= new Date(headers['if-modified-since']))
  if (unchanged) return void response.writeHead(304).end()

  const range = rangeOf(headers.range, file.size)
  response.setHeader('content-length', range ? range.end - range.start + 1 : file.size)
  if (range) response.setHeader('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  response.writeHead(range ? 206 : 200)
  if (method === 'HEAD') return void response.end()
  await pipeline(files.read(bucket, key, range), response)
}

/** `bytes=2-4`, `bytes=2-` and `bytes=-4`. Throws when nothing of it is in the file. */
function rangeOf(header: string | undefined, size: number) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || (!first && !last)) return undefined
  const start = first ? Number(first) : Math.max(0, size - Number(last))
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1
  if (start <= end) return { start, end }
  throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', 416)
}

async function list({ files, request, response, bucket, query }: Call): Promise<void> {
  if (request.method === 'HEAD') return void response.writeHead(200).end()
  if (query.get('list-type') !== '2') {
    const message = `S3: ${request.url} is not available locally`
    throw new ServiceError('NotImplemented', message, 501)
  }
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const most = Math.min(Number(query.get('max-keys') ?? 1000), 1000)
  const token = query.get('continuation-token')
  const after = token
    ? Buffer.from(token, 'base64url').toString()
    : (query.get('start-after') ?? '')
  const encode = query.get('encoding-type') === 'url' ? encodeKey : (text: string) => text

  // An entry is a file or, up to the delimiter, a folder of files; folders count as one.
  const entries = new Map<string, StoredFile | undefined>()
  for (const file of files.list(bucket)) {
    if (!file.key.startsWith(prefix)) continue
    const end = delimiter ? file.key.indexOf(delimiter, prefix.length) : -1
    const name = end < 0 ? file.key : file.key.slice(0, end + delimiter.length)
    if (name > after) entries.set(name, end < 0 ? file : undefined)
  }
  const page = [...entries].slice(0, most)
  const more = entries.size > page.length
  sendXml(response, 200, {
    ListBucketResult: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      MaxKeys: most,
      KeyCount: page.length,
      IsTruncated: more,
      EncodingType: query.get('encoding-type') ?? undefined,
      ContinuationToken: token ?? undefined,
      NextContinuationToken: more
        ? Buffer.from(page.at(-1)?.[0] ?? '').toString('base64url')
        : undefined,
      Contents: page.flatMap(([name, file]) =>
        file
          ? {
              Key: encode(name),
              LastModified: file.lastModified,
              ETag: file.etag,
              Size: file.size,
              StorageClass: 'STANDARD',
            }
          : [],
      ),
      CommonPrefixes: page.flatMap(([name, file]) => (file ? [] : { Prefix: encode(name) })),
    },
  })
}

const encodeKey = (key: string) =>
  encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+')

async function multipart(call: Call): Promise<void> {
  const { files, request, response, bucket: Bucket, key: Key, query, changed } = call
  const id = query.get('uploadId')
  if (!id) {
    const UploadId = await files.startUpload(Bucket, Key, metadataOf(request.headers))
    return sendXml(response, 200, { InitiateMultipartUploadResult: { Bucket, Key, UploadId } })
  }
  switch (request.method) {
    case 'PUT': {
      const { body, checks } = bodyOf(request)
      const { etag } = await files.putPart(id, Number(query.get('partNumber')), body, checks)
      return void response.writeHead(200, { etag }).end()
    }
    case 'GET': {
      const parts = await files.parts(id)
      const Part = parts.map(({ number, etag, size }) => ({
        PartNumber: number,
        ETag: etag,
        Size: size,
      }))
      return sendXml(response, 200, { ListPartsResult: { Bucket, Key, UploadId: id, Part } })
    }
    case 'DELETE':
      await files.abortUpload(id)
      return void response.writeHead(204).end()
    default: {
      const xml = await readText(request)
      assertAbsent(call)
      const etags = textsOf(xml, 'ETag')
      const numbers = textsOf(xml, 'PartNumber').map(Number)
      const wanted = numbers.map((number, index) => ({ number, etag: etags[index] ?? '' }))
      const file = await files.finishUpload(id, wanted)
      const Location = `${Bucket}/${Key}`
      sendXml(response, 200, {
        CompleteMultipartUploadResult: { Location, Bucket, Key, ETag: file.etag },
      })
      changed('ObjectCreated:CompleteMultipartUpload', Bucket, file)
    }
  }
}
