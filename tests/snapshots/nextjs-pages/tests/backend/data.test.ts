import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, rulesOf } from './synthesized.ts'

interface Api {
  AuthenticationType: string
  AdditionalAuthenticationProviders?: { AuthenticationType: string }[]
}

suite('data', () => {
  const [api] = backend.of<Api>('AWS::AppSync::GraphQLApi')
  assert(api, 'amplify/data defines no API')
  const modes = [
    api.properties.AuthenticationType,
    ...(api.properties.AdditionalAuthenticationProviders ?? []).map(
      (provider) => provider.AuthenticationType,
    ),
  ]

  test('the API answers nobody but signed-in people and the backend itself', () => {
    const expected = ['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM']
    assert.deepEqual(modes.toSorted(), expected, api.id)
    assert.deepEqual(backend.of('AWS::AppSync::ApiKey'), [])
  })

  test('a to-do belongs to the person who created it', () => {
    assert.deepEqual(rulesOf('type Todo '), ['{allow: owner, ownerField: "owner"}'])
  })

  test('sayHello answers nobody but signed-in people', () => {
    assert.deepEqual(rulesOf('  sayHello('), ['{allow: private}'])
  })
})
