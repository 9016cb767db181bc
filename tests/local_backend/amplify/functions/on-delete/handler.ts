import type { S3Handler } from 'aws-lambda'

export const handler: S3Handler = async ({ Records }) => {
  for (const { eventName, s3 } of Records) console.log(`${eventName} ${s3.object.key}`)
}
