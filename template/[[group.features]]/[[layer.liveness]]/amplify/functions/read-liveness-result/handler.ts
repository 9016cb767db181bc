import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import {
  GetFaceLivenessSessionResultsCommand,
  RekognitionClient,
} from '@aws-sdk/client-rekognition'
import { env } from '$amplify/env/read-liveness-result'
import { withCors } from '../../cors'

const dynamodb = new DynamoDBClient()
const rekognition = new RekognitionClient()
/** In percent; how sure is sure enough depends on what the app protects. */
const confidence = 90

/** Tells whether a check saw a living person, and only to who started it. */
export const handler = withCors(env.APP_ADDRESSES, async ({ requestContext, body }) => {
  const identity = requestContext.identity.cognitoIdentityId
  const sessionId = sessionIn(body)
  if (!identity || !sessionId || (await ownerOf(sessionId)) !== identity) {
    return answer(404, { message: 'You started no such check.' })
  }
  const { Status, Confidence = 0 } = await rekognition.send(
    new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId }),
  )
  return answer(200, { isLive: Status === 'SUCCEEDED' && Confidence >= confidence })
})

function sessionIn(body: string | null): string {
  try {
    const { sessionId } = JSON.parse(body ?? '{}') as { sessionId?: unknown }
    return String(sessionId ?? '')
  } catch {
    return ''
  }
}

async function ownerOf(sessionId: string) {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: env.SESSIONS_TABLE,
      Key: { id: { S: sessionId } },
    }),
  )
  return Item?.identity?.S
}

function answer(statusCode: number, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return { statusCode, headers, body: JSON.stringify(body) }
}
