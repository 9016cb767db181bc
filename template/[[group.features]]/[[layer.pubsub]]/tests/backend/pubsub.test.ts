import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  addedOutputs,
  backend,
  permissionsOf,
  roles,
  signedInRoles,
  type Statement,
} from './synthesized.ts'

interface IotPolicy {
  PolicyDocument: { Statement: Statement[] }
}

const aws = 'arn:aws:iot:us-east-1:123456789012'

suite('pubsub', () => {
  const [policy, ...others] = backend.of<IotPolicy>('AWS::IoT::Policy')
  assert(policy, 'amplify/pubsub defines no policy')
  const { topic_prefix: prefix } = addedOutputs.custom.pubsub

  test('signed-in people use the topics of this backend alone, under a name of their own', () => {
    for (const role of signedInRoles) {
      const permissions = {
        'iot:Connect': [`${aws}:client/\${cognito-identity.amazonaws.com:sub}-*`],
        'iot:Publish': [`${aws}:topic/${prefix}/*`],
        'iot:Receive': [`${aws}:topic/${prefix}/*`],
        'iot:Subscribe': [`${aws}:topicfilter/${prefix}/*`],
      }
      assert.deepEqual(permissionsOf(role, 'iot:'), permissions, role)
    }
    assert.deepEqual(permissionsOf(roles.visitor, 'iot:'), {})
  })

  test('the policy of an identity allows no other topics', () => {
    assert.deepEqual(others, [])
    const allowed = policy.properties.PolicyDocument.Statement.map(({ Action, Resource }) =>
      [Action, Resource].join(' '),
    )
    assert.deepEqual(allowed, [
      `iot:Connect ${aws}:client/*`,
      `iot:Publish,iot:Receive ${aws}:topic/${prefix}/*`,
      `iot:Subscribe ${aws}:topicfilter/${prefix}/*`,
    ])
  })

  test('two functions manage that policy, and everybody who signed in may call the first', () => {
    assert.deepEqual(permissionsOf('attachiotpolicylambda', ''), { 'iot:AttachPolicy': ['*'] })
    assert.deepEqual(permissionsOf('prepareiotlambda', ''), {
      'iot:DescribeEndpoint': ['*'],
      'iot:DetachPolicy': ['*'],
      'iot:ListTargetsForPolicy': [`${aws}:policy/${policy.name}`],
    })
    const [api] = backend
      .of<{ Name: string }>('AWS::ApiGateway::RestApi')
      .filter(({ properties }) => properties.Name === 'pubsub')
    const route = `arn:aws:execute-api:us-east-1:123456789012:${api?.name}/prod/POST/attach`
    for (const role of signedInRoles) {
      assert(permissionsOf(role, 'execute-api:')['execute-api:Invoke']?.includes(route), role)
    }
    const [unsigned] = backend
      .of<{ RestApiId: string; HttpMethod: string; AuthorizationType: string }>(
        'AWS::ApiGateway::Method',
      )
      .filter(({ properties }) => properties.RestApiId === api?.name)
      .filter(({ properties }) => properties.HttpMethod !== 'OPTIONS')
      .filter(({ properties }) => properties.AuthorizationType !== 'AWS_IAM')
    assert.equal(unsigned, undefined)
  })

  test('the app knows where to connect', () => {
    const { endpoint, aws_region } = addedOutputs.custom.pubsub
    assert.match(endpoint, /^wss:\/\/.+\/mqtt$/)
    assert.equal(aws_region, 'us-east-1')
  })
})
