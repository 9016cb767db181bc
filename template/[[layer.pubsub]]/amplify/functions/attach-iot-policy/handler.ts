import { AttachPolicyCommand, IoTClient } from '@aws-sdk/client-iot'
import type { APIGatewayProxyHandler } from 'aws-lambda'

const iot = new IoTClient()

/** The policy goes to the identity that signed the request, never to one that the request names. */
export const handler: APIGatewayProxyHandler = async ({ requestContext }) => {
  const target = requestContext.identity.cognitoIdentityId
  if (!target) return answer(403)
  await iot.send(new AttachPolicyCommand({ policyName: process.env.IOT_POLICY, target }))
  return answer(204)
}

function answer(statusCode: number) {
  // Of API Gateway's own answers, amplify/signed-in-api.ts takes care.
  return { statusCode, headers: { 'access-control-allow-origin': '*' }, body: '' }
}
