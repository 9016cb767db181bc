// What an S3 request asks for, and what it needs to be allowed, in terms of IAM.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
import type { IncomingMessage } from 'node:http'
import type { Needed } from './gate.ts'
import { notImplemented, type Headers } from './s3-body.ts'
import { ServiceError } from './types.ts'

export type Target = { bucket: string; key: string }

export type Ask = Target & {
  operation: Operation
  query: URLSearchParams
  /** With those that a presigned URL has in its query. */
  headers: Headers
  /** What is copied. */
  source: Target | undefined
}

/** Headers that are kept with a file, and that `response-…` in the query replaces in an answer. */
export const keptHeaders = [
  'content-type',
  'content-language',
  'content-disposition',
  'content-encoding',
  'cache-control',
  'expires',
]
const onRead = keptHeaders.map((name) => `response-${name}`)
const onList = ['prefix', 'delimiter', 'max-keys', 'encoding-type']

type Form = {
  method: string
  on: 'bucket' | 'key'
  has?: string[]
  may?: string[]
  copies?: boolean
}

/** By the method, the query parameters that it has, and those that it may have. The first that fits counts. */
const operations = {
  HeadBucket: { method: 'HEAD', on: 'bucket' },
  ListObjectsV2: {
    method: 'GET',
    on: 'bucket',
    has: ['list-type'],
    may: [...onList, 'continuation-token', 'start-after', 'fetch-owner'],
  },
  ListObjects: { method: 'GET', on: 'bucket', may: [...onList, 'marker'] },
  DeleteObjects: { method: 'POST', on: 'bucket', has: ['delete'] },
  HeadObject: { method: 'HEAD', on: 'key', may: onRead },
  GetObject: { method: 'GET', on: 'key', may: onRead },
  PutObject: { method: 'PUT', on: 'key' },
  CopyObject: { method: 'PUT', on: 'key', copies: true },
  DeleteObject: { method: 'DELETE', on: 'key' },
  CreateMultipartUpload: { method: 'POST', on: 'key', has: ['uploads'] },
  UploadPart: { method: 'PUT', on: 'key', has: ['uploadId', 'partNumber'] },
  UploadPartCopy: { method: 'PUT', on: 'key', has: ['uploadId', 'partNumber'], copies: true },
  CompleteMultipartUpload: { method: 'POST', on: 'key', has: ['uploadId'] },
  AbortMultipartUpload: { method: 'DELETE', on: 'key', has: ['uploadId'] },
  ListParts: {
    method: 'GET',
    on: 'key',
    has: ['uploadId'],
    may: ['max-parts', 'part-number-marker', 'encoding-type'],
  },
} satisfies Record<string, Form>

export type Operation = keyof typeof operations

const algorithm = /^(crc32|sha1|sha256)$/i
/** The x-amz-… headers that have an effect here, or rightly none, and their values. All others are refused by name. */
const headersKnown: Record<string, RegExp> = {
  ...Object.fromEntries(
    `algorithm credential date expires signature signedheaders security-token user-agent
    content-sha256 decoded-content-length checksum-crc32 checksum-sha1 checksum-sha256
    copy-source copy-source-range copy-source-if-match copy-source-if-none-match
    copy-source-if-modified-since copy-source-if-unmodified-since metadata-directive
    expected-bucket-owner source-expected-bucket-owner mp-object-size request-payer`
      .split(/\s+/)
      .map((name) => [name, /^/]),
  ),
  'sdk-checksum-algorithm': algorithm,
  'checksum-algorithm': algorithm,
  trailer: /^x-amz-checksum-(crc32|sha1|sha256)$/,
  'checksum-mode': /^ENABLED$/,
  'checksum-type': /^(FULL_OBJECT|COMPOSITE)$/,
  'server-side-encryption': /^AES256$/,
  'storage-class': /^STANDARD$/,
  'tagging-directive': /^COPY$/,
}

/** Reads a path-style request. Throws for what is no S3 request, and NotImplemented for what is not available here. */
export function readAsk(request: IncomingMessage): Ask {
  const { method = 'GET', url = '/' } = request
  const [path = '', ...search] = url.split('?')
  const [, bucket = '', ...parts] = path.split('/')
  const key = decode(parts.join('/'), 'InvalidURI', "Couldn't parse the specified URI.")
  if (Buffer.byteLength(key) > 1024)
    throw new ServiceError('KeyTooLongError', 'Your key is too long')
  const query = new URLSearchParams(search.join('?'))
  const hoisted = [...query.keys()].filter((name) => /^x-amz-/i.test(name))
  const headers: Headers = {
    ...Object.fromEntries(hoisted.map((name) => [name.toLowerCase(), query.get(name) ?? ''])),
    ...Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')]),
    ),
  }
  for (const [name, value = ''] of Object.entries(headers)) {
    const [, known] = /^x-amz-(.*)/.exec(name) ?? []
    if (known === undefined || known.startsWith('meta-')) continue
    const values = Object.hasOwn(headersKnown, known) ? headersKnown[known] : undefined
    if (!values?.test(value)) throw notImplemented(values ? `${name}: ${value}` : name)
  }
  const parameters = [...query.keys()].filter((name) => !hoisted.includes(name) && name !== 'x-id')
  const copies = method === 'PUT' && headers['x-amz-copy-source'] !== undefined
  const fits = ({ method: own, on, has = [], may = [], copies: copying = false }: Form) =>
    own === method &&
    bucket !== '' &&
    (on === 'key') === (key !== '') &&
    copying === copies &&
    has.every((name) => query.has(name)) &&
    parameters.every((name) => has.includes(name) || may.includes(name))
  const operation = (Object.keys(operations) as Operation[]).find((name) => fits(operations[name]))
  if (!operation || (query.get('list-type') ?? '2') !== '2') {
    const what = [...parameters.map((name) => `?${name}`), bucket || 'all buckets']
    throw notImplemented(`${method} of ${what.join(' ')}`)
  }
  const source = copies ? sourceOf(headers['x-amz-copy-source'] ?? '') : undefined
  return { operation, bucket, key, query, headers, source }
}

function sourceOf(header: string): Target {
  const [path = '', version] = header.split('?')
  if (version !== undefined) throw notImplemented('a version in x-amz-copy-source')
  const text = decode(path, 'InvalidArgument', 'Invalid copy source encoding.').replace(/^\//, '')
  const [bucket = '', ...key] = text.split('/')
  if (bucket && key.join('/')) return { bucket, key: key.join('/') }
  throw new ServiceError(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
  )
}

function decode(text: string, code: string, message: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ServiceError(code, message)
  }
}

const arn = (bucket: string, key = '') => `arn:aws:s3:::${bucket}${key && `/${key}`}`
export const toDelete = (bucket: string, key: string): Needed[] => [
  { action: 's3:DeleteObject', resource: arn(bucket, key) },
]
/** Who may list a bucket hears that a file is missing; to others its absence is a secret. */
export const toList = (bucket: string, query = new URLSearchParams()): Needed[] => {
  const stated = ['prefix', 'delimiter', 'max-keys'].filter((name) => query.has(name))
  const context = Object.fromEntries(stated.map((name) => [`s3:${name}`, query.get(name) ?? '']))
  return [{ action: 's3:ListBucket', resource: arn(bucket), context }]
}

/** Empty for DeleteObjects, which needs as much for each file as `toDelete` says. */
export function neededFor({ operation, bucket, key, query, headers, source }: Ask): Needed[] {
  const resource = arn(bucket, key)
  const read = { action: 's3:GetObject', resource }
  // A condition tells what is there.
  const compare = headers['if-match'] !== undefined && headers['if-match'] !== '*' ? [read] : []
  switch (operation) {
    case 'HeadBucket':
    case 'ListObjects':
    case 'ListObjectsV2':
      return toList(bucket, query)
    case 'HeadObject':
    case 'GetObject':
      return [read]
    case 'DeleteObjects':
      return []
    case 'DeleteObject':
      return [...toDelete(bucket, key), ...compare]
    case 'AbortMultipartUpload':
      return [{ action: 's3:AbortMultipartUpload', resource }]
    case 'ListParts':
      return [{ action: 's3:ListMultipartUploadParts', resource }]
    default: {
      const from = source && [{ ...read, resource: arn(source.bucket, source.key) }]
      return [{ action: 's3:PutObject', resource }, ...(from ?? []), ...compare]
    }
  }
}
