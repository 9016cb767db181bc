import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Backend } from '../backend'
import { signedInRoles } from '../roles'
import { addSignedInApi } from '../signed-in-api'

/**
 * Checks whether a living person is in front of the camera.
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/face-liveness.html for the regions that have it
 */
export function addLiveness(backend: Backend) {
  const { createLivenessSession, readLivenessResult } = backend
  const create = createLivenessSession.resources.lambda
  const read = readLivenessResult.resources.lambda
  const stack = Stack.of(create)

  // Whose check it is. Each is forgotten after an hour.
  const sessions = new Table(stack, 'Sessions', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expires',
    removalPolicy: RemovalPolicy.DESTROY,
  })
  createLivenessSession.addEnvironment('SESSIONS_TABLE', sessions.tableName)
  readLivenessResult.addEnvironment('SESSIONS_TABLE', sessions.tableName)
  sessions.grant(create, 'dynamodb:PutItem')
  sessions.grant(read, 'dynamodb:GetItem')

  // Amazon Rekognition has no ARNs for checks.
  const allow = (action: string) =>
    new PolicyStatement({ actions: [`rekognition:${action}`], resources: ['*'] })
  create.addToRolePolicy(allow('CreateFaceLivenessSession'))
  read.addToRolePolicy(allow('GetFaceLivenessSessionResults'))
  new Policy(stack, 'LivenessPolicy', {
    roles: signedInRoles(backend),
    statements: [allow('StartFaceLivenessSession')],
  })

  addSignedInApi(backend, { stack, name: 'liveness', routes: { session: create, result: read } })
  backend.addOutput({ custom: { liveness: { aws_region: stack.region } } })
}
