import { setTimeout } from 'node:timers/promises'
import {
  DescribeEndpointCommand,
  DetachPolicyCommand,
  IoTClient,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-iot'
import type { CdkCustomResourceHandler } from 'aws-lambda'

const client = new IoTClient()

/** Tells where AWS IoT is; before the policy is deleted, takes it from everybody who has it. */
export const handler: CdkCustomResourceHandler = async ({ RequestType, ResourceProperties }) => {
  if (RequestType === 'Delete') {
    await detachFromAll(ResourceProperties.policyName)
    return {}
  }
  const command = new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' })
  const { endpointAddress } = await client.send(command)
  return { Data: { endpointAddress } }
}

async function detachFromAll(policyName: string) {
  const targets: string[] = []
  for await (const page of paginateListTargetsForPolicy({ client }, { policyName })) {
    targets.push(...(page.targets ?? []))
  }
  for (const target of targets) {
    await client.send(new DetachPolicyCommand({ policyName, target }))
  }
  // So long AWS IoT may refuse to delete it. https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicy.html
  if (targets.length) await setTimeout(5 * 60_000)
}
