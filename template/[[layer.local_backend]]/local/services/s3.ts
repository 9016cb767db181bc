// Amazon S3: the synthesized IAM policies decide who may do what with the files.
import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { deployedFile } from '../../scripts/cloud-assembly.ts'
import type { Gate } from './gate.ts'
import { readText, type Handler } from './http.ts'
import type { Principal } from './iam.ts'
import { neededFor, targetOf } from './s3-access.ts'
import { openFiles, type StoredFile } from './s3-files.ts'
import { notify } from './s3-notifications.ts'
import { operate, type Changed } from './s3-operations.ts'
import { sendXml, textsOf } from './s3-xml.ts'
import { ServiceError, type Assembly, type Functions, type Log, type Store } from './types.ts'

export type Storage = {
  handle: Handler
  /** The app's buckets; those of Amplify's own assets are left out. */
  buckets(): string[]
  files(bucket: string): StoredFile[]
  /** A file with its content, for the local page; undefined when there is none. */
  open(bucket: string, key: string): { file: StoredFile; content: Readable } | undefined
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
  const files = openFiles(store.path('s3'))
  const changed: Changed = (event, bucket, file) =>
    notify(event, bucket, file, { assembly, functions, log })

  const removeSeveral = async (
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal | undefined,
  ) => {
    const { bucket } = targetOf(request)
    const Deleted: { Key: string }[] = []
    const Error: { Key: string; Code: string; Message: string }[] = []
    for (const Key of textsOf(await readText(request), 'Key')) {
      const resource = `arn:aws:s3:::${bucket}/${Key}`
      if (!gate.allows(principal, [{ action: 's3:DeleteObject', resource }])) {
        Error.push({ Key, Code: 'AccessDenied', Message: 'Access Denied' })
        continue
      }
      if (await files.remove(bucket, Key)) changed('ObjectRemoved:Delete', bucket, { key: Key })
      Deleted.push({ Key })
    }
    sendXml(response, 200, { DeleteResult: { Deleted, Error } })
  }

  const answer: Handler = async (request, response) => {
    const { bucket, key, query } = targetOf(request)
    const principal = gate.caller('s3', request)
    if (request.method === 'POST' && query.has('delete')) {
      return removeSeveral(request, response, principal)
    }
    const needed = neededFor(request)
    if (!needed) {
      const message = `S3: ${request.method} ${request.url} is not available locally`
      throw new ServiceError('NotImplemented', message, 501)
    }
    if (!gate.allows(principal, needed))
      throw new ServiceError('AccessDenied', 'Access Denied', 403)
    const asset = deployedFile(assembly, bucket, key)
    if (asset) {
      createReadStream(asset).pipe(response)
    } else if (appBuckets(assembly).includes(bucket)) {
      await operate(files, request, response, changed)
    } else {
      throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)
    }
  }

  return {
    async handle(request, response) {
      try {
        await answer(request, response)
      } catch (error) {
        if (!(error instanceof ServiceError) || response.headersSent) throw error
        const { code: Code, message: Message, status } = error
        sendXml(response, status, { Error: { Code, Message } })
      }
    },
    buckets: () => appBuckets(assembly),
    files: (bucket) => files.list(bucket),
    open: (bucket, key) => {
      const file = appBuckets(assembly).includes(bucket) ? files.get(bucket, key) : undefined
      return file && { file, content: files.read(bucket, key) }
    },
    reload(next) {
      assembly = next
    },
  }
}

function appBuckets(assembly: Assembly): string[] {
  const assets = assembly
    .of<{ DestinationBucketName: string }>('Custom::CDKBucketDeployment')
    .map(({ properties }) => properties.DestinationBucketName)
  return assembly
    .of('AWS::S3::Bucket')
    .map(({ name }) => name)
    .filter((name) => !assets.includes(name))
}
