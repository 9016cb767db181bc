import { CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Policy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { CfnPolicy } from 'aws-cdk-lib/aws-iot'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Provider } from 'aws-cdk-lib/custom-resources'
import type { Backend } from '../backend'
import { signedInRoles } from '../roles'
import { addSignedInApi } from '../signed-in-api'

/**
 * Topics on which people who signed in publish and listen.
 * @see https://docs.amplify.aws/nextjs/build-a-backend/add-aws-services/pubsub/
 */
export function addPubSub(backend: Backend) {
  const { attachIotPolicy, prepareIot } = backend
  const stack = Stack.of(attachIotPolicy.resources.lambda)
  // AWS IoT has one set of topics for all backends of an account and region.
  const prefix = backend.stack.stackName
  const arn = (resource: string) => stack.formatArn({ service: 'iot', resource })
  const allow = (actions: string[], ...resources: string[]) =>
    new PolicyStatement({ actions, resources })
  const topics = [
    allow(['iot:Publish', 'iot:Receive'], arn(`topic/${prefix}/*`)),
    allow(['iot:Subscribe'], arn(`topicfilter/${prefix}/*`)),
  ]

  // AWS IoT demands two policies: one of the role, and one of every single identity.
  const ownClients = arn('client/${cognito-identity.amazonaws.com:sub}-*')
  new Policy(stack, 'PubSubPolicy', {
    roles: signedInRoles(backend),
    statements: [allow(['iot:Connect'], ownClients), ...topics],
  })
  const policy = new CfnPolicy(stack, 'IotPolicy', {
    policyDocument: new PolicyDocument({
      statements: [allow(['iot:Connect'], arn('client/*')), ...topics],
    }),
  })
  attachIotPolicy.addEnvironment('IOT_POLICY', policy.ref)
  // Identities have no ARN.
  attachIotPolicy.resources.lambda.addToRolePolicy(allow(['iot:AttachPolicy'], '*'))
  addSignedInApi(backend, {
    stack,
    name: 'pubsub',
    routes: { attach: attachIotPolicy.resources.lambda },
  })

  prepareIot.resources.lambda.addToRolePolicy(
    allow(['iot:DescribeEndpoint', 'iot:DetachPolicy'], '*'),
  )
  prepareIot.resources.lambda.addToRolePolicy(allow(['iot:ListTargetsForPolicy'], policy.attrArn))
  const { serviceToken } = new Provider(stack, 'IotProvider', {
    onEventHandler: prepareIot.resources.lambda,
    logGroup: new LogGroup(stack, 'IotProviderLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  })
  const iot = new CustomResource(stack, 'Iot', {
    serviceToken,
    properties: { policyName: policy.ref },
  })
  backend.addOutput({
    custom: {
      pubsub: {
        endpoint: `wss://${iot.getAttString('endpointAddress')}/mqtt`,
        aws_region: stack.region,
        topic_prefix: prefix,
      },
    },
  })
}
