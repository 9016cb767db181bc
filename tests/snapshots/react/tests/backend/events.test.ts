import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addedOutputs, backend, permissionsOf, roles, signedInRoles } from './synthesized.ts'

interface Modes {
  AuthType: string
}

interface EventApi {
  EventConfig: {
    AuthProviders: Modes[]
    ConnectionAuthModes: Modes[]
    DefaultPublishAuthModes: Modes[]
    DefaultSubscribeAuthModes: Modes[]
  }
}

suite('events', () => {
  const [api] = backend.of<EventApi>('AWS::AppSync::Api')
  const [namespace] = backend.of<object>('AWS::AppSync::ChannelNamespace')
  assert(api && namespace, 'amplify/events defines no API')

  test('signed-in people and roles with a policy may connect, publish and listen', () => {
    for (const [setting, modes] of Object.entries(api.properties.EventConfig)) {
      const types = modes.map(({ AuthType }) => AuthType)
      assert.deepEqual(types, ['AMAZON_COGNITO_USER_POOLS', 'AWS_IAM'], setting)
    }
    for (const mode of ['PublishAuthModes', 'SubscribeAuthModes']) {
      assert(!(mode in namespace.properties), `${namespace.id} has ${mode} of its own`)
    }
  })

  test('no role of the app has such a policy', () => {
    for (const role of [roles.visitor, ...signedInRoles]) {
      assert.deepEqual(permissionsOf(role, 'appsync:Event'), {}, role)
    }
  })

  test('the app knows where the channels are', () => {
    const { url, default_authorization_type } = addedOutputs.custom.events
    assert.match(url, /^https:\/\/.*\/event$/)
    assert.equal(default_authorization_type, 'AMAZON_COGNITO_USER_POOLS')
  })
})
