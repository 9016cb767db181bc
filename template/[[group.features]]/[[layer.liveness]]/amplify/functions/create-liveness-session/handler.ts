import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { CreateFaceLivenessSessionCommand, RekognitionClient } from '@aws-sdk/client-rekognition'
import { env } from '$amplify/env/create-liveness-session'
import { withCors } from '../../cors'

const dynamodb = new DynamoDBClient()
const rekognition = new RekognitionClient()

/** Starts a check, and remembers for an hour whose it is. */
export const handler = withCors(env.APP_ADDRESSES, async ({ requestContext }) => {
  const identity = requestContext.identity.cognitoIdentityId
  if (!identity) return answer(403, { message: 'Sign in first.' })
  const { SessionId: sessionId = '' } = await rekognition.send(
    new CreateFaceLivenessSessionCommand(),
  )
  const expires = Math.floor(Date.now() / 1000) + 3600
  await dynamodb.send(
    new PutItemCommand({
      TableName: env.SESSIONS_TABLE,
      Item: { id: { S: sessionId }, identity: { S: identity }, expires: { N: `${expires}` } },
    }),
  )
  return answer(200, { sessionId })
})

function answer(statusCode: number, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return { statusCode, headers, body: JSON.stringify(body) }
}
