import { AttachPolicyCommand, IoTClient } from '@aws-sdk/client-iot'
import { env } from '$amplify/env/attach-iot-policy'
import { withCors } from '../../cors'

const iot = new IoTClient()

/** The policy goes to the identity that signed the request, never to one that the request names. */
export const handler = withCors(env.APP_ADDRESSES, async ({ requestContext }) => {
  const target = requestContext.identity.cognitoIdentityId
  if (!target) return { statusCode: 403, body: '' }
  await iot.send(new AttachPolicyCommand({ policyName: env.IOT_POLICY, target }))
  return { statusCode: 204, body: '' }
})
