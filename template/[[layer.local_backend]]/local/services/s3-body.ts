// The body of an upload, and whether it is what its sender states.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { crc32 } from 'node:zlib'
import { ServiceError } from './types.ts'

type Hash = { update(data: Buffer): unknown; digest(): Buffer }

/** A checksum, its stated value, which may come after the body, and what to say when it differs. */
export type Check = { hash: Hash; wanted: () => Buffer; refusal: () => ServiceError }

export type Headers = Record<string, string | undefined>

/** Checksums that Node.js has. S3 knows more: requests with those are refused by name. */
export const checksums = { crc32: 4, sha1: 20, sha256: 32 }
type Algorithm = keyof typeof checksums
const algorithms = Object.keys(checksums) as Algorithm[]

/** Gives a body on; throws after its end when it is not what was stated. */
export async function* checked(
  body: AsyncIterable<Buffer>,
  checks: Check[],
): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    for (const { hash } of checks) hash.update(chunk)
    yield chunk
  }
  for (const { hash, wanted, refusal } of checks)
    if (!hash.digest().equals(wanted())) throw refusal()
}

/** The value of x-amz-checksum-…, or what stands for it in XML. Throws InvalidRequest for one that is none. */
export function checksumOf(algorithm: Algorithm, value: () => string | undefined): Check {
  const name = algorithm.toUpperCase()
  return {
    hash: algorithm === 'crc32' ? hashOfCrc32() : createHash(algorithm),
    wanted: () => {
      const bytes = fromBase64(value(), checksums[algorithm])
      if (bytes) return bytes
      const message = `Value for x-amz-checksum-${algorithm} header is invalid.`
      throw new ServiceError('InvalidRequest', message)
    },
    refusal: () =>
      new ServiceError('BadDigest', `The ${name} you specified did not match what we received.`),
  }
}

/** The checksums that headers state: of a file, when `x-amz-checksum-…` stands for one. */
export function statedChecksums(headers: Headers): Check[] {
  const stated = algorithms.filter((name) => headers[`x-amz-checksum-${name}`] !== undefined)
  if (stated.length > 1) {
    const message =
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.'
    throw new ServiceError('InvalidRequest', message)
  }
  return stated.map((name) => {
    const check = checksumOf(name, () => headers[`x-amz-checksum-${name}`])
    check.wanted()
    return check
  })
}

/** What was signed of a body, and Content-MD5. */
function statedHashes(headers: Headers): Check[] {
  const { 'content-md5': md5, 'x-amz-content-sha256': sha256 = 'UNSIGNED-PAYLOAD' } = headers
  const checks: Check[] = []
  if (md5 !== undefined) {
    const wanted = fromBase64(md5, 16)
    if (!wanted)
      throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.')
    const message = 'The Content-MD5 you specified did not match what we received.'
    const refusal = () => new ServiceError('BadDigest', message)
    checks.push({ hash: createHash('md5'), wanted: () => wanted, refusal })
  }
  if (sha256 === 'UNSIGNED-PAYLOAD' || sha256 === streamed) return checks
  if (sha256.startsWith('STREAMING-')) {
    throw notImplemented(`x-amz-content-sha256: ${sha256}`)
  }
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    const message = `x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ${streamed} or a valid sha256 value.`
    throw new ServiceError('InvalidArgument', message)
  }
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed."
  const refusal = () => new ServiceError('XAmzContentSHA256Mismatch', message)
  checks.push({ hash: createHash('sha256'), wanted: () => Buffer.from(sha256, 'hex'), refusal })
  return checks
}

const streamed = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'

/** The file in the body of a request; throws amid it or after it when something is not as stated. */
export function readFile(request: IncomingMessage, headers: Headers): AsyncGenerator<Buffer> {
  const checks = [...statedHashes(headers), ...statedChecksums(headers)]
  const isStreamed = headers['x-amz-content-sha256'] === streamed
  const length = headers[isStreamed ? 'x-amz-decoded-content-length' : 'content-length']
  if (!/^\d+$/.test(length ?? '')) {
    const message = 'You must provide the Content-Length HTTP header.'
    throw new ServiceError('MissingContentLength', message, 411)
  }
  if (Number(length) > 5 * 2 ** 30) {
    const message = 'Your proposed upload exceeds the maximum allowed object size.'
    throw new ServiceError('EntityTooLarge', message)
  }
  if (!isStreamed) return checked(bytesOf(request), checks)
  const trailers = new Map<string, string>()
  for (const name of algorithms) {
    const trailer = `x-amz-checksum-${name}`
    if (headers['x-amz-trailer'] === trailer)
      checks.push(checksumOf(name, () => trailers.get(trailer)))
  }
  return checked(ofLength(decodeChunks(bytesOf(request), trailers), Number(length)), checks)
}

/** A body that is no file, such as XML. Throws when it has more than `limit` bytes. */
export async function readSmall(
  request: IncomingMessage,
  headers: Headers,
  checks: Check[] = [],
  limit = 4 << 20,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of checked(bytesOf(request), [...statedHashes(headers), ...checks])) {
    chunks.push(chunk)
    size += chunk.length
    if (size > limit)
      throw new ServiceError('MaxMessageLengthExceeded', 'Your request was too large.')
  }
  return Buffer.concat(chunks)
}

/** Leaves the connection open when reading ends half way, so that the sender hears why. */
const bytesOf = (request: IncomingMessage) =>
  request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>

async function* ofLength(body: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > length) throw incomplete()
    yield chunk
  }
  if (size < length) throw incomplete()
}

/**
 * The SDK's way to stream an upload: SIZE\r\nDATA\r\n … 0\r\nTRAILER:VALUE\r\n\r\n
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
async function* decodeChunks(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const source = body[Symbol.asyncIterator]()
  let pending = Buffer.alloc(0)
  const more = async () => {
    const next = await source.next()
    if (next.done) throw incomplete()
    pending = Buffer.concat([pending, next.value])
  }
  const line = async () => {
    while (!pending.includes('\r\n')) {
      if (pending.length > 8192) throw incomplete()
      await more()
    }
    const end = pending.indexOf('\r\n')
    const text = pending.toString('latin1', 0, end)
    pending = pending.subarray(end + 2)
    return text
  }
  try {
    for (;;) {
      const size = await line()
      if (!/^[0-9a-f]{1,9}$/i.test(size)) throw incomplete()
      let missing = parseInt(size, 16)
      if (missing === 0) break
      while (missing > 0) {
        if (!pending.length) await more()
        const data = pending.subarray(0, missing)
        pending = pending.subarray(data.length)
        missing -= data.length
        yield data
      }
      if ((await line()) !== '') throw incomplete()
    }
    for (let text = await line(); text; text = await line()) {
      const [name = '', ...value] = text.split(':')
      trailers.set(name.toLowerCase(), value.join(':').trim())
    }
    if (pending.length || !(await source.next()).done) throw incomplete()
  } finally {
    await source.return?.()
  }
}

function hashOfCrc32(): Hash {
  let sum = 0
  return {
    update: (data) => (sum = crc32(data, sum)),
    digest: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(sum)
      return bytes
    },
  }
}

/** Undefined for text that is not the Base64 of so many bytes. */
function fromBase64(text: string | undefined, length: number): Buffer | undefined {
  const bytes = Buffer.from(text ?? '', 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined
}

const incomplete = () =>
  new ServiceError('IncompleteBody', 'The request body is not of the form and length it states.')

export const notImplemented = (what: string) =>
  new ServiceError('NotImplemented', `S3: ${what} is not available locally`, 501)
