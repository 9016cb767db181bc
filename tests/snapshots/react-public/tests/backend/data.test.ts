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

  test('the API answers nobody but those who have its key and the backend itself', () => {
    const expected = ['API_KEY', 'AWS_IAM']
    assert.deepEqual(modes.toSorted(), expected, api.id)
  })

  test('the key expires', () => {
    const [key] = backend.of<{ Expires: number }>('AWS::AppSync::ApiKey')
    assert(key, 'amplify/data defines no API key')
    const days = (key.properties.Expires - Date.now() / 1000) / 86_400
    assert(days > 0 && days <= 365, `${key.id} expires in ${Math.round(days)} days`)
  })

  test('a to-do is public', () => {
    assert.deepEqual(rulesOf('Todo'), ['{allow: public, provider: apiKey}'])
  })
})
