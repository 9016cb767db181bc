// The files of S3 buckets on disk: each is stored under a hash of its key, beside a description.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { ServiceError } from './types.ts'

export type StoredFile = {
  key: string
  size: number
  /** Quoted, as in HTTP. */
  etag: string
  /** ISO 8601 */
  lastModified: string
  /** Response headers: content-type and the like, and x-amz-meta-… */
  headers: Record<string, string>
}

export type Part = { number: number; etag: string; size: number }

/** What an uploader may state, to be compared with what arrived. */
export type Checks = { md5?: string | undefined; crc32?: string | undefined }

export type Files = {
  get(bucket: string, key: string): StoredFile | undefined
  /** In the order of the keys' UTF-8 bytes, as S3 lists them. */
  list(bucket: string): StoredFile[]
  /** Bytes `start` to `end`, both included. */
  read(bucket: string, key: string, range?: { start: number; end: number }): Readable
  /** Throws BadDigest when the body is not what was stated; the former file stays then. */
  put(
    bucket: string,
    key: string,
    body: Readable,
    headers: Record<string, string>,
    checks?: Checks,
  ): Promise<StoredFile>
  copy(
    from: [string, string],
    to: [string, string],
    headers?: Record<string, string>,
  ): Promise<StoredFile>
  /** False when there was none. */
  remove(bucket: string, key: string): Promise<boolean>
  startUpload(bucket: string, key: string, headers: Record<string, string>): Promise<string>
  putPart(id: string, number: number, body: Readable, checks?: Checks): Promise<Part>
  parts(id: string): Promise<Part[]>
  /** Throws InvalidPart, EntityTooSmall or NoSuchUpload. */
  finishUpload(id: string, wanted: Pick<Part, 'number' | 'etag'>[]): Promise<StoredFile>
  abortUpload(id: string): Promise<void>
}

const smallestPart = 5 << 20

/** Reads the descriptions that are there. */
export function openFiles(directory: string): Files {
  const buckets = new Map<string, Map<string, StoredFile>>()
  const folder = (bucket: string) => join(directory, bucket)
  const path = (bucket: string, key: string) =>
    join(folder(bucket), createHash('sha256').update(key).digest('hex'))
  const uploads = (...parts: string[]) => join(directory, '.uploads', ...parts)

  const known = (bucket: string) => {
    const present = buckets.get(bucket) ?? new Map<string, StoredFile>()
    if (buckets.has(bucket)) return present
    buckets.set(bucket, present)
    for (const name of namesIn(folder(bucket))) {
      if (!name.endsWith('.json')) continue
      const file = JSON.parse(readFileSync(join(folder(bucket), name), 'utf8')) as StoredFile
      present.set(file.key, file)
    }
    return present
  }
  const store = async (bucket: string, file: StoredFile, source: string) => {
    await mkdir(folder(bucket), { recursive: true })
    await rename(source, path(bucket, file.key))
    await writeFile(`${path(bucket, file.key)}.json`, JSON.stringify(file))
    known(bucket).set(file.key, file)
    return file
  }
  const describe = (key: string, size: number, etag: string, headers: Record<string, string>) => ({
    key,
    size,
    etag: `"${etag}"`,
    lastModified: new Date().toISOString(),
    headers,
  })
  const receive = async (body: Readable, checks: Checks = {}) => {
    const temporary = uploads(randomUUID())
    await mkdir(uploads(), { recursive: true })
    const { size, md5 } = await save(body, temporary, checks)
    return { temporary, size, md5 }
  }
  const upload = async (id: string) => {
    const file = uploads(id, 'upload.json')
    if (!/^[\w-]+$/.test(id)) throw noUpload()
    const text = await readFile(file, 'utf8').catch(() => Promise.reject(noUpload()))
    return JSON.parse(text) as { bucket: string; key: string; headers: Record<string, string> }
  }
  const parts = async (id: string) => {
    await upload(id)
    const names = namesIn(uploads(id)).filter((name) => name.endsWith('.part.json'))
    const found = names.map((name) => JSON.parse(readFileSync(uploads(id, name), 'utf8')) as Part)
    return found.sort((a, b) => a.number - b.number)
  }

  return {
    get: (bucket, key) => known(bucket).get(key),
    list: (bucket) =>
      [...known(bucket).values()].sort((a, b) =>
        Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)),
      ),
    read: (bucket, key, range) => createReadStream(path(bucket, key), range),
    async put(bucket, key, body, headers, checks) {
      const { temporary, size, md5 } = await receive(body, checks)
      return store(bucket, describe(key, size, md5, headers), temporary)
    },
    async copy([bucket, key], [toBucket, toKey], headers) {
      const from = known(bucket).get(key)
      if (!from) throw noKey()
      const temporary = uploads(randomUUID())
      await mkdir(uploads(), { recursive: true })
      await copyFile(path(bucket, key), temporary)
      const etag = from.etag.replaceAll('"', '')
      return store(toBucket, describe(toKey, from.size, etag, headers ?? from.headers), temporary)
    },
    async remove(bucket, key) {
      if (!known(bucket).delete(key)) return false
      await rm(`${path(bucket, key)}.json`, { force: true })
      await rm(path(bucket, key), { force: true })
      return true
    },
    async startUpload(bucket, key, headers) {
      const id = randomUUID()
      await mkdir(uploads(id), { recursive: true })
      await writeFile(uploads(id, 'upload.json'), JSON.stringify({ bucket, key, headers }))
      return id
    },
    async putPart(id, number, body, checks) {
      await upload(id)
      const { temporary, size, md5 } = await receive(body, checks)
      const part = { number, etag: `"${md5}"`, size }
      await rename(temporary, uploads(id, `${number}.part`))
      await writeFile(uploads(id, `${number}.part.json`), JSON.stringify(part))
      return part
    },
    parts,
    async finishUpload(id, wanted) {
      const { bucket, key, headers } = await upload(id)
      const present = await parts(id)
      const chosen = wanted.map(({ number, etag }) => {
        const part = present.find((one) => one.number === number)
        if (part && part.etag.replaceAll('"', '') === etag.replaceAll('"', '')) return part
        throw new ServiceError(
          'InvalidPart',
          'One or more of the specified parts could not be found.',
        )
      })
      if (chosen.slice(0, -1).some(({ size }) => size < smallestPart)) {
        throw new ServiceError('EntityTooSmall', 'All parts but the last have 5 MiB or more.')
      }
      const temporary = uploads(randomUUID())
      for (const { number } of chosen) {
        const part = createReadStream(uploads(id, `${number}.part`))
        await pipeline(part, createWriteStream(temporary, { flags: 'a' }))
      }
      const size = chosen.reduce((sum, part) => sum + part.size, 0)
      const hash = createHash('md5')
      for (const { etag } of chosen) hash.update(Buffer.from(etag.replaceAll('"', ''), 'hex'))
      const etag = `${hash.digest('hex')}-${chosen.length}`
      const file = await store(bucket, describe(key, size, etag, headers), temporary)
      await rm(uploads(id), { recursive: true })
      return file
    },
    async abortUpload(id) {
      await upload(id)
      await rm(uploads(id), { recursive: true })
    },
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** Writes a body to a file; the file is gone when it is not what the checks state. */
async function save(body: Readable, file: string, checks: Checks) {
  const hash = createHash('md5')
  let size = 0
  let checksum = 0
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      checksum = crc32(chunk, checksum)
      size += chunk.length
      yield chunk
    }
  }
  await pipeline(body, measured, createWriteStream(file))
  const digest = hash.digest()
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(checksum)
  const differs =
    (checks.md5 && checks.md5 !== digest.toString('base64')) ||
    (checks.crc32 && checks.crc32 !== crc.toString('base64'))
  if (differs) {
    await rm(file)
    throw new ServiceError(
      'BadDigest',
      'The checksum you specified did not match what we received.',
    )
  }
  return { size, md5: digest.toString('hex') }
}

const noUpload = () =>
  new ServiceError('NoSuchUpload', 'The specified multipart upload does not exist.', 404)
export const noKey = () => new ServiceError('NoSuchKey', 'The specified key does not exist.', 404)
