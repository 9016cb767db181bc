// S3 event notifications: what defineStorage's triggers become.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
import { createHash } from 'node:crypto'
import type { Changed } from './s3-operations.ts'
import { encodeKey } from './s3-xml.ts'
import type { Assembly, Functions, Log } from './types.ts'

type Rule = { Name: string; Value: string }
type Configuration = {
  Id?: string
  Events: string[]
  LambdaFunctionArn: string
  Filter?: { Key: { FilterRules: Rule[] } }
}
type Properties = {
  BucketName: string
  NotificationConfiguration: { LambdaFunctionConfigurations?: Configuration[] }
}
type Services = {
  assembly: Assembly
  functions: Functions
  log: Log
  /** Of the request that made the change. */
  id: string
  role: string
}

/**
 * Sends a change to the functions that are configured for it, without waiting for them. Queues and
 * topics are not available locally.
 */
export function notify(
  eventName: string,
  bucket: string,
  { key, size, etag }: Parameters<Changed>[2],
  { assembly, functions, log, id, role }: Services,
): void {
  const targets = assembly
    .of<Properties>('Custom::S3BucketNotifications')
    .filter(({ properties }) => properties.BucketName === bucket)
    .flatMap(({ properties }) => properties.NotificationConfiguration)
    .flatMap(({ LambdaFunctionConfigurations = [] }) => LambdaFunctionConfigurations)
    .filter(({ Events }) => Events.some((event) => covers(event, eventName)))
    .filter(({ Filter }) => (Filter?.Key.FilterRules ?? []).every((rule) => fits(rule, key)))
  const { region, account } = assembly.placeholders
  const record = (configurationId: string) => ({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: new Date().toISOString(),
    eventName,
    userIdentity: { principalId: `AWS:${role}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': id, 'x-amz-id-2': id },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: bucket,
        ownerIdentity: { principalId: account },
        arn: `arn:aws:s3:::${bucket}`,
      },
      object: {
        key: encodeKey(key),
        size,
        eTag: etag?.replaceAll('"', ''),
        sequencer: nextSequencer(),
      },
    },
  })
  for (const { Id, LambdaFunctionArn } of targets) {
    const made = createHash('md5').update(LambdaFunctionArn).digest('base64url')
    functions
      .invoke(LambdaFunctionArn, { Records: [record(Id ?? made)] }, { async: true })
      .catch((error: unknown) => log(`s3: ${String(error)}`))
  }
}

let sequence = 0
/** Later changes have greater ones, as text too. */
function nextSequencer(): string {
  sequence = Math.max(sequence + 1, Date.now() * 1000)
  return sequence.toString(16).toUpperCase().padStart(16, '0')
}

const covers = (pattern: string, name: string) =>
  pattern.endsWith('*') ? `s3:${name}`.startsWith(pattern.slice(0, -1)) : pattern === `s3:${name}`

const fits = ({ Name, Value }: Rule, key: string) =>
  Name.toLowerCase() === 'prefix' ? key.startsWith(Value) : key.endsWith(Value)
