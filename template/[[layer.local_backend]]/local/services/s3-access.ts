// What an S3 request needs to be allowed, in terms of IAM.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
import type { IncomingMessage } from 'node:http'
import type { Needed } from './gate.ts'

export type Target = { bucket: string; key: string; query: URLSearchParams }

/** The bucket and key of a path-style request. */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>): Target {
  const [path = '', search = ''] = url.split('?')
  const [, bucket = '', ...key] = path.split('/')
  return { bucket, key: decodeURIComponent(key.join('/')), query: new URLSearchParams(search) }
}

const arn = (bucket: string, key = '') => `arn:aws:s3:::${bucket}${key && `/${key}`}`

/** Undefined when the request is for something that the local S3 does not know. */
export function neededFor(request: IncomingMessage): Needed[] | undefined {
  const { bucket, key, query } = targetOf(request)
  const { method = 'GET', headers } = request
  if (!key) {
    const context = { 's3:prefix': query.get('prefix') ?? '' }
    const list = [{ action: 's3:ListBucket', resource: arn(bucket), context }]
    return method === 'GET' || method === 'HEAD' ? list : undefined
  }
  const resource = arn(bucket, key)
  const write = { action: 's3:PutObject', resource }
  // Whoever may start a multipart upload may also list, finish and abort it.
  if (query.has('uploadId') || query.has('uploads')) return [write]
  switch (method) {
    case 'GET':
    case 'HEAD':
      return [{ action: 's3:GetObject', resource }]
    case 'DELETE':
      return [{ action: 's3:DeleteObject', resource }]
    case 'PUT': {
      const source = headers['x-amz-copy-source']
      if (typeof source !== 'string') return [write]
      const from = targetOf({ url: `/${source.replace(/^\//, '')}` })
      return [write, { action: 's3:GetObject', resource: arn(from.bucket, from.key) }]
    }
    default:
      return undefined
  }
}
