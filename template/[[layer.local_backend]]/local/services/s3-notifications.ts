// S3 event notifications: what defineStorage's triggers become.
import type { Changed } from './s3-operations.ts'
import type { Assembly, Functions, Log } from './types.ts'

type Rule = { Name: string; Value: string }
type Properties = {
  BucketName: string
  NotificationConfiguration: {
    LambdaFunctionConfigurations?: {
      Events: string[]
      LambdaFunctionArn: string
      Filter?: { Key: { FilterRules: Rule[] } }
    }[]
  }
}
type Services = { assembly: Assembly; functions: Functions; log: Log }

/**
 * Sends a change to the functions that are configured for it, without waiting for them. Queues and
 * topics are not available locally.
 */
export function notify(
  eventName: string,
  bucket: string,
  { key, size, etag }: Parameters<Changed>[2],
  { assembly, functions, log }: Services,
): void {
  const targets = assembly
    .of<Properties>('Custom::S3BucketNotifications')
    .filter(({ properties }) => properties.BucketName === bucket)
    .flatMap(({ properties }) => properties.NotificationConfiguration)
    .flatMap(({ LambdaFunctionConfigurations = [] }) => LambdaFunctionConfigurations)
    .filter(({ Events }) => Events.some((event) => covers(event, eventName)))
    .filter(({ Filter }) => (Filter?.Key.FilterRules ?? []).every((rule) => fits(rule, key)))
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: assembly.placeholders.region,
    eventTime: new Date().toISOString(),
    eventName,
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
      object: {
        // Keys travel as in a form: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
        key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
        size,
        eTag: etag?.replaceAll('"', ''),
        sequencer: Date.now().toString(16).toUpperCase(),
      },
    },
  }
  for (const { LambdaFunctionArn } of targets) {
    functions
      .invoke(LambdaFunctionArn, { Records: [record] }, { async: true })
      .catch((error: Error) => log(`s3: ${error.message}`))
  }
}

const covers = (pattern: string, name: string) =>
  pattern.endsWith('*') ? `s3:${name}`.startsWith(pattern.slice(0, -1)) : pattern === `s3:${name}`

const fits = ({ Name, Value }: Rule, key: string) =>
  Name.toLowerCase() === 'prefix' ? key.startsWith(Value) : key.endsWith(Value)
