import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Handler } from 'aws-lambda'
import { env } from '$amplify/env/on-upload'

const s3 = new S3Client()

export const handler: S3Handler = async ({ Records }) => {
  for (const { eventName, s3: file } of Records) {
    const key = decodeURIComponent(file.object.key.replaceAll('+', ' '))
    console.log(`${eventName} ${key} ${file.object.size} bytes`)
    if (key.startsWith('log/')) continue
    const Key = `log/${key.replaceAll('/', '-')}.txt`
    await s3.send(new PutObjectCommand({ Bucket: env.APP_FILES_BUCKET_NAME, Key, Body: eventName }))
  }
}
