// Amazon S3: the synthesized IAM policies decide who may do what with the files.
import { randomBytes } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deployedFile } from '../../scripts/cloud-assembly.ts'
import type { Gate } from './gate.ts'
import type { Handler } from './http.ts'
import { neededFor, readAsk, toDelete, toList, type Ask } from './s3-access.ts'
import { notImplemented } from './s3-body.ts'
import { noKey, openFiles, type StoredFile } from './s3-files.ts'
import { notify } from './s3-notifications.ts'
import { operate } from './s3-operations.ts'
import { sendXml } from './s3-xml.ts'
import { readSignature } from './signature.ts'
import { ServiceError, type Assembly, type Functions, type Log, type Store } from './types.ts'

export type Storage = {
  handle: Handler
  /** The app's buckets; those of Amplify's own assets are left out. */
  buckets(): string[]
  files(bucket: string): StoredFile[]
  /** A file with its content, for the local page; undefined when there is none. */
  open(bucket: string, key: string): { file: StoredFile; content: Readable } | undefined
  /** One sentence for each thing that buckets ask for and that is not available locally. */
  missing(): string[]
  reload(assembly: Assembly): void
}

type Options = {
  assembly: Assembly
  store: Store
  functions: Functions
  gate: Gate
  log: Log
}

/** Answers path-style requests: `/BUCKET/KEY`. */
export function createStorage(options: Options): Storage {
  const { store, functions, gate, log } = options
  let assembly = options.assembly
  const files = openFiles(store.path('s3'), log)

  const answer = async (...[request, response, id]: [...Parameters<Handler>, string]) => {
    const principal = gate.caller('s3', request)
    const ask = readAsk(request)
    assertSigned(request)
    assertOwner(ask, assembly.placeholders.account)
    const own = appBuckets(assembly)
    const isAsset = assetBuckets(assembly).includes(ask.bucket)
    for (const bucket of [ask.bucket, ...(ask.source ? [ask.source.bucket] : [])])
      if (!own.includes(bucket) && !(isAsset && bucket === ask.bucket)) throw noBucket()

    // Whoever started an upload may also list and abort it.
    const isAboutUpload = ask.operation === 'ListParts' || ask.operation === 'AbortMultipartUpload'
    const upload = { id: ask.query.get('uploadId') ?? '', bucket: ask.bucket, key: ask.key }
    const isInitiator =
      isAboutUpload && principal !== undefined && principal.role === files.initiator(upload)
    const isAllowed =
      isInitiator ||
      (ask.operation === 'DeleteObjects' ? principal : gate.allows(principal, neededFor(ask)))
    if (!isAllowed) throw accessDenied()
    if (isAsset) return sendAsset(assembly, ask, response)
    await operate({
      ...ask,
      files,
      request,
      response,
      placeholders: assembly.placeholders,
      role: principal?.role ?? '',
      missing: (bucket) => (gate.allows(principal, toList(bucket)) ? noKey() : accessDenied()),
      mayDelete: (key) => gate.allows(principal, toDelete(ask.bucket, key)),
      changed: (event, bucket, file) =>
        notify(event, bucket, file, { assembly, functions, log, id, role: principal?.role ?? '' }),
    })
  }

  return {
    async handle(request, response) {
      const id = randomBytes(8).toString('hex').toUpperCase()
      response.setHeader('x-amz-request-id', id)
      withoutRights(response)
      try {
        await answer(request, response, id)
      } catch (error) {
        if (response.headersSent) throw error
        request.resume()
        withoutRights(response)
        if (!(error instanceof ServiceError) && !request.destroyed)
          log(`s3: ${request.method} ${request.url}: ${String(error)}`)
        const { code: Code, message: Message, status } = toError(error)
        const [Resource = ''] = (request.url ?? '').split('?')
        sendXml(response, status, { Error: { Code, Message, Resource, RequestId: id } })
      }
    },
    buckets: () => appBuckets(assembly),
    files: (bucket) => [...files.list(bucket)],
    open: (bucket, key) => {
      const file = appBuckets(assembly).includes(bucket) ? files.get(bucket, key) : undefined
      return file && { file, content: files.read(bucket, key) }
    },
    missing: () => missingFeatures(assembly, appBuckets(assembly)),
    reload(next) {
      assembly = next
    },
  }
}

/** Files have the origin of the app's calls, whose rights their scripts must not have, whatever their type says. */
function withoutRights(response: ServerResponse): void {
  response.setHeader('content-security-policy', 'sandbox')
  response.setHeader('x-content-type-options', 'nosniff')
}

const accessDenied = () => new ServiceError('AccessDenied', 'Access Denied', 403)
const noBucket = () => new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)

/** Also the disk may fail: the request alone does, then. */
function toError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)
  return new ServiceError('InternalError', isFull ? `The disk is full: ${message}` : message, 500)
}

/** Nobody adds to what was signed, such as a source to copy to the address that somebody else may write to. */
function assertSigned(request: IncomingMessage): void {
  const signature = readSignature(request)
  const signed = typeof signature === 'object' ? signature.signed : undefined
  const added = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && signed?.includes(name) === false,
  )
  if (!added.length) return
  const message = 'There were headers present in the request which were not signed'
  throw new ServiceError('AccessDenied', `${message}: ${added.join(', ')}`, 403)
}

/** Also S3 answers nobody who takes the bucket for that of another account. */
function assertOwner({ headers }: Ask, account: string): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'])
    if ((headers[name] ?? account) !== account) throw accessDenied()
}

const features: Record<string, string> = {
  VersioningConfiguration: 'versions of files',
  ObjectLockEnabled: 'locks of files',
  LifecycleConfiguration: 'lifecycles of files',
  ReplicationConfiguration: 'copies of files in other buckets',
  WebsiteConfiguration: 'websites of buckets',
  EventBridgeConfiguration: 'events of files for EventBridge',
  QueueConfigurations: 'events of files for queues',
  TopicConfigurations: 'events of files for topics',
}

function missingFeatures(assembly: Assembly, own: string[]): string[] {
  const buckets = assembly.of('AWS::S3::Bucket').filter(({ name }) => own.includes(name))
  const notifications = assembly
    .of<{ NotificationConfiguration?: object }>('Custom::S3BucketNotifications')
    .map(({ properties }) => properties.NotificationConfiguration ?? {})
  const used = [...buckets.map(({ properties }) => properties), ...notifications].flatMap(
    Object.keys,
  )
  return Object.keys(features).flatMap((name) =>
    used.includes(name) ? (features[name] ?? []) : [],
  )
}

/** What a deployment puts into a bucket, such as the data model for functions. */
async function sendAsset(assembly: Assembly, ask: Ask, response: ServerResponse): Promise<void> {
  const { operation, bucket, key } = ask
  if (operation !== 'GetObject' && operation !== 'HeadObject') {
    throw notImplemented(`${operation} in the bucket ${bucket} of a deployment`)
  }
  const isInside = !key.split(/[\\/]/).includes('..')
  const path = isInside ? deployedFile(assembly, bucket, key) : undefined
  if (!path || !statSync(path).isFile()) throw noKey()
  response.writeHead(200, { 'content-length': statSync(path).size })
  if (operation === 'HeadObject') response.end()
  else await pipeline(createReadStream(path), response)
}

const assetBuckets = (assembly: Assembly) =>
  assembly
    .of<{ DestinationBucketName: string }>('Custom::CDKBucketDeployment')
    .map(({ properties }) => properties.DestinationBucketName)

function appBuckets(assembly: Assembly): string[] {
  const assets = assetBuckets(assembly)
  return assembly
    .of('AWS::S3::Bucket')
    .map(({ name }) => name)
    .filter((name) => !assets.includes(name))
}
