import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { rulesOf } from './rules.ts'
import { backend } from './synthesized.ts'

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
    assert.deepEqual(rulesOf('Todo'), ['{allow: owner, ownerField: "owner"}'])
  })

  test('nobody gives away what is theirs', () => {
    for (const model of ['Todo']) {
      for (const rule of rulesOf(model, 'owner') ?? [model]) {
        assert.match(rule, /operations: \[read, delete\]/)
      }
    }
  })

  test('sayHello answers nobody but signed-in people', () => {
    assert.deepEqual(rulesOf('Query', 'sayHello'), ['{allow: private}'])
  })

  test('sendReport answers nobody but signed-in people', () => {
    assert.deepEqual(rulesOf('Query', 'sendReport'), ['{allow: private}'])
  })
})
