// The files of S3 buckets on disk. Content is written once, under a name of its own; a description, named by a hash of
// its key, says which content a key has, and is replaced by one rename. Whatever ends the process, a file is the
// former one or the new one, whole.
import { createHash, randomUUID } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { checked, type Check } from './s3-body.ts'
import { ServiceError, type Log } from './types.ts'

export type StoredFile = {
  key: string
  size: number
  /** Quoted, as in HTTP. */
  etag: string
  /** ISO 8601, to the second as in HTTP. */
  lastModified: string
  /** Response headers: content-type and the like, and x-amz-meta-… */
  headers: Record<string, string>
}

export type Part = { number: number; etag: string; size: number; lastModified: string }

/** Which upload, and of which file. */
export type UploadOf = { id: string; bucket: string; key: string }
type Upload = { bucket: string; key: string; headers: Record<string, string>; initiator: string }

/** Throws when the file that is there must not be replaced. Asked before a body is read, and again when it is kept. */
export type MayReplace = (present: StoredFile | undefined) => void

export type Files = {
  get(bucket: string, key: string): StoredFile | undefined
  /** In the order of the keys' UTF-8 bytes, as S3 lists them, from a key on. */
  list(bucket: string, from?: string): Iterable<StoredFile>
  /**
   * Bytes `start` to `end`, both included. What is read stays the same when the file is replaced meanwhile, and
   * belongs to what `get` gave just before. It has to be read or destroyed.
   */
  read(bucket: string, key: string, range?: { start: number; end: number }): Readable
  /** When the body throws, the former file stays. */
  put(
    bucket: string,
    key: string,
    body: AsyncIterable<Buffer>,
    headers: Record<string, string>,
    mayReplace?: MayReplace,
  ): Promise<StoredFile>
  /** False when there was none. */
  remove(bucket: string, key: string, mayReplace?: MayReplace): Promise<boolean>
  startUpload(upload: Upload): string
  /** The role that started it. Throws NoSuchUpload. */
  initiator(upload: UploadOf): string
  putPart(upload: UploadOf, number: number, body: AsyncIterable<Buffer>): Promise<Part>
  parts(upload: UploadOf): Part[]
  /** Throws InvalidPart, EntityTooSmall or NoSuchUpload. */
  finishUpload(
    upload: UploadOf,
    wanted: (Pick<Part, 'number' | 'etag'> & { checks: Check[] })[],
    checks?: Check[],
    mayReplace?: MayReplace,
  ): Promise<StoredFile>
  abortUpload(upload: UploadOf): Promise<void>
}

type Described = StoredFile & { content: string }
/** `keys` are in order. */
type Bucket = { files: Map<string, Described>; keys: string[] }

const smallestPart = 5 << 20
const week = 7 * 24 * 3_600_000

/** As S3 orders keys; `<` orders by UTF-16. */
export const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
/** An ETag without quotes. */
export const bare = (etag: string) => etag.trim().replace(/^W\//, '').replaceAll('"', '')

/** Removes what a process that ended left half written, but for uploads that can go on: they stay a week. */
export function openFiles(directory: string, log: Log): Files {
  const buckets = new Map<string, Bucket>()
  const inBucket = (bucket: string, ...name: string[]) => join(directory, bucket, ...name)
  const uploads = (...parts: string[]) => join(directory, '.uploads', ...parts)
  const describing = (bucket: string, key: string) => inBucket(bucket, `${nameOf(key)}.json`)

  mkdirSync(uploads(), folderMode)
  for (const name of readdirSync(uploads())) {
    const started = readJson<Upload>(uploads(name, 'upload.json'))
    const isOld = Date.now() - statSync(uploads(name)).mtimeMs > week
    if (!started || isOld) rmSync(uploads(name), { recursive: true, force: true })
  }

  const known = (bucket: string) => {
    const present = buckets.get(bucket) ?? load(inBucket(bucket), log)
    buckets.set(bucket, present)
    return present
  }

  /** Without a pause, so that what two requests write to one key comes one after the other. */
  const describe = (bucket: string, file: Described, mayReplace?: MayReplace) => {
    const { files, keys } = known(bucket)
    const present = files.get(file.key)
    mayReplace?.(present)
    replaceFile(describing(bucket, file.key), JSON.stringify(file))
    files.set(file.key, file)
    if (!present) keys.splice(placeOf(keys, file.key), 0, file.key)
    return present
  }
  const keep = async (
    bucket: string,
    key: string,
    body: AsyncIterable<Buffer>,
    headers: Record<string, string>,
    mayReplace?: MayReplace,
    etagOf = (md5: string) => md5,
  ) => {
    mayReplace?.(known(bucket).files.get(key))
    const content = randomUUID()
    const { size, md5 } = await save(body, inBucket(bucket, content))
    const lastModified = toSeconds(Date.now())
    const file = { key, size, etag: `"${etagOf(md5)}"`, lastModified, headers, content }
    try {
      const former = describe(bucket, file, mayReplace)
      if (former) await discard(inBucket(bucket, former.content))
    } catch (error) {
      await discard(inBucket(bucket, content))
      throw error
    }
    return file
  }

  const upload = ({ id, bucket, key }: UploadOf) => {
    const found = /^[\w-]+$/.test(id) ? readJson<Upload>(uploads(id, 'upload.json')) : undefined
    if (found?.bucket === bucket && found.key === key) return found
    throw noUpload()
  }
  const parts = (of: UploadOf): (Part & { path: string })[] => {
    upload(of)
    return readdirSync(uploads(of.id))
      .flatMap((name) => {
        const [, number, md5] = /^(\d+)\.([0-9a-f]{32})$/.exec(name) ?? []
        if (!number) return []
        const path = uploads(of.id, name)
        const { size, mtimeMs } = statSync(path)
        const lastModified = toSeconds(mtimeMs)
        return { number: Number(number), etag: `"${md5}"`, size, lastModified, path }
      })
      .sort((a, b) => a.number - b.number)
  }

  return {
    get: (bucket, key) => known(bucket).files.get(key),
    *list(bucket, from = '') {
      const { files, keys } = known(bucket)
      for (let place = placeOf(keys, from); place < keys.length; place++) {
        const file = files.get(keys[place] ?? '')
        if (file) yield file
      }
    },
    read(bucket, key, range) {
      const file = known(bucket).files.get(key)
      if (!file) throw noKey()
      return createReadStream('', { fd: openSync(inBucket(bucket, file.content), 'r'), ...range })
    },
    put: (bucket, key, body, headers, mayReplace) => keep(bucket, key, body, headers, mayReplace),
    async remove(bucket, key, mayReplace) {
      const { files, keys } = known(bucket)
      const present = files.get(key)
      mayReplace?.(present)
      if (!present) return false
      rmSync(describing(bucket, key), { force: true })
      files.delete(key)
      keys.splice(placeOf(keys, key), 1)
      await discard(inBucket(bucket, present.content))
      return true
    },
    startUpload(started) {
      known(started.bucket)
      const id = randomUUID()
      mkdirSync(uploads(id), folderMode)
      writeFileSync(uploads(id, 'upload.json'), JSON.stringify(started), { mode: 0o600 })
      return id
    },
    initiator: (of) => upload(of).initiator,
    async putPart(of, number, body) {
      upload(of)
      const temporary = uploads(randomUUID())
      const { md5, size } = await save(body, temporary)
      const name = `${number}.${md5}`
      try {
        upload(of)
        renameSync(temporary, uploads(of.id, name))
      } catch (error) {
        await discard(temporary)
        throw error
      }
      const former = parts(of).filter((part) => part.number === number && bare(part.etag) !== md5)
      for (const { path } of former) rmSync(path)
      return { number, etag: `"${md5}"`, size, lastModified: toSeconds(Date.now()) }
    },
    parts,
    async finishUpload(of, wanted, checks = [], mayReplace) {
      const { bucket, key } = of
      const { headers } = upload(of)
      const present = parts(of)
      const chosen = wanted.map(({ number, etag, checks }) => {
        const part = present.find((one) => one.number === number)
        if (part && bare(part.etag) === bare(etag)) return { ...part, checks }
        throw noPart()
      })
      if (chosen.slice(0, -1).some(({ size }) => size < smallestPart)) {
        const message = 'Your proposed upload is smaller than the minimum allowed size'
        throw new ServiceError('EntityTooSmall', message)
      }
      const whole = async function* () {
        for (const { path, checks } of chosen) yield* checked(createReadStream(path), checks)
      }
      const hash = createHash('md5')
      for (const { etag } of chosen) hash.update(Buffer.from(bare(etag), 'hex'))
      const etag = `${hash.digest('hex')}-${chosen.length}`
      const body = checked(whole(), checks)
      const file = await keep(bucket, key, body, headers, mayReplace, () => etag).catch(
        // Somebody else finished or aborted it meanwhile.
        (error: NodeJS.ErrnoException) =>
          Promise.reject(error.code === 'ENOENT' ? noUpload() : error),
      )
      await discard(uploads(of.id))
      return file
    },
    async abortUpload(of) {
      upload(of)
      await discard(uploads(of.id))
    },
  }
}

/** Reads the descriptions in a folder, and removes contents that none names: those of a process that ended amid writing. */
function load(folder: string, log: Log): Bucket {
  mkdirSync(folder, folderMode)
  const names = new Set(readdirSync(folder))
  const descriptions = [...names].filter((name) => name.endsWith('.json'))
  const files = new Map<string, Described>()
  for (const name of descriptions) {
    const file = readDescription(folder, name)
    if (file && names.has(file.content)) files.set(file.key, file)
    else log(`s3: ${join(folder, name)} describes no file and is left out`)
  }
  const used = new Set([...files.values()].map(({ content }) => content))
  // What cannot be read may describe a content that somebody wants to save.
  const unused = files.size === descriptions.length ? [...names] : []
  for (const name of unused) {
    if (!name.endsWith('.json') && !used.has(name)) rmSync(join(folder, name), { force: true })
  }
  return { files, keys: [...files.keys()].sort(byBytes) }
}

function readDescription(folder: string, name: string): Described | undefined {
  const read = readJson<Partial<Described>>(join(folder, name)) ?? {}
  const { key, size, etag, lastModified, headers } = read
  const isWhole =
    typeof key === 'string' &&
    `${nameOf(key)}.json` === name &&
    typeof size === 'number' &&
    typeof etag === 'string' &&
    !Number.isNaN(Date.parse(String(lastModified))) &&
    typeof headers === 'object'
  // The contents of older versions have the name of their key.
  return isWhole ? ({ content: nameOf(key), ...read } as Described) : undefined
}

/** Nobody else's, as all data. */
const folderMode = { recursive: true, mode: 0o700 }

const nameOf = (key: string) => createHash('sha256').update(key).digest('hex')

/** Undefined when the file is missing or no JSON. */
function readJson<T>(path: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) ?? undefined) as T | undefined
  } catch {
    return undefined
  }
}

function replaceFile(path: string, text: string): void {
  const temporary = `${path}.new`
  try {
    writeFileSync(temporary, text, { mode: 0o600 })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Writes a body to a new file, which is gone again when the body throws or the disk is full. */
async function save(body: AsyncIterable<Buffer>, path: string) {
  const hash = createHash('md5')
  let size = 0
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      for await (const chunk of body) {
        hash.update(chunk)
        size += chunk.length
        await file.writeFile(chunk)
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    await discard(path)
    throw error
  }
  return { size, md5: hash.digest('hex') }
}

/** What cannot be removed now is removed at the next start. */
const discard = (path: string) => rm(path, { recursive: true, force: true }).catch(() => undefined)

/** Where a key is among sorted ones, or would be. */
function placeOf(keys: string[], key: string): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byBytes(keys[middle] ?? '', key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

const toSeconds = (time: number) => new Date(Math.floor(time / 1000) * 1000).toISOString()

const noUpload = () =>
  new ServiceError('NoSuchUpload', 'The specified multipart upload does not exist.', 404)
export const noPart = () =>
  new ServiceError('InvalidPart', 'One or more of the specified parts could not be found.')
export const noKey = () => new ServiceError('NoSuchKey', 'The specified key does not exist.', 404)
