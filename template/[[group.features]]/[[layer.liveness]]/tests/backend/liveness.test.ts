import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addedOutputs, backend, permissionsOf, roles, signedInRoles } from './synthesized.ts'

interface Table {
  KeySchema: { AttributeName: string }[]
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean }
}

interface Method {
  RestApiId: string
  HttpMethod: string
  AuthorizationType: string
}

suite('liveness', () => {
  const table = backend
    .of<Table>('AWS::DynamoDB::Table')
    .find(({ properties }) => properties.TimeToLiveSpecification?.AttributeName === 'expires')
  assert(table, 'amplify/liveness defines no table')
  const tableArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${table.name}`

  test('signed-in people may show their face, and read no result from Amazon Rekognition', () => {
    for (const role of signedInRoles) {
      const permissions = { 'rekognition:StartFaceLivenessSession': ['*'] }
      assert.deepEqual(permissionsOf(role, 'rekognition:'), permissions, role)
      assert(!JSON.stringify(permissionsOf(role, 'dynamodb:')).includes(tableArn), role)
    }
    assert.deepEqual(permissionsOf(roles.visitor, 'rekognition:'), {})
  })

  test('one function starts checks, another reads results, and neither does more', () => {
    assert.deepEqual(permissionsOf('createlivenesssessionlambda', ''), {
      'dynamodb:PutItem': [tableArn],
      'rekognition:CreateFaceLivenessSession': ['*'],
    })
    assert.deepEqual(permissionsOf('readlivenessresultlambda', ''), {
      'dynamodb:GetItem': [tableArn],
      'rekognition:GetFaceLivenessSessionResults': ['*'],
    })
  })

  test('nobody else may call them', () => {
    const api = backend
      .of<{ Name: string }>('AWS::ApiGateway::RestApi')
      .find(({ properties }) => properties.Name === 'liveness')
    const methods = backend
      .of<Method>('AWS::ApiGateway::Method')
      .filter(({ properties }) => properties.RestApiId === api?.name)
      .map(({ properties }) => `${properties.HttpMethod} ${properties.AuthorizationType}`)
    assert.deepEqual([...new Set(methods)].sort(), ['OPTIONS NONE', 'POST AWS_IAM'])
    const arn = `arn:aws:execute-api:us-east-1:123456789012:${api?.name}/prod/POST`
    for (const role of signedInRoles) {
      const allowed = permissionsOf(role, 'execute-api:')['execute-api:Invoke']
      assert(allowed?.includes(`${arn}/session`) && allowed.includes(`${arn}/result`), role)
    }
  })

  test('the app knows the region', () => {
    assert.deepEqual(addedOutputs.custom.liveness, { aws_region: 'us-east-1' })
  })
})
