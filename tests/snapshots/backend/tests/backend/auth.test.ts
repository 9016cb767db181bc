import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, roles, statementsOf } from './synthesized.ts'

interface UserPool {
  UsernameAttributes: string[]
  AutoVerifiedAttributes: string[]
  Policies: { PasswordPolicy: Record<string, unknown> }
}

interface UserPoolClient {
  ExplicitAuthFlows: string[]
  GenerateSecret?: boolean
  PreventUserExistenceErrors: string
}

interface IdentityPool {
  AllowUnauthenticatedIdentities: boolean
}

suite('auth', () => {
  const [pool] = backend.of<UserPool>('AWS::Cognito::UserPool')
  const [client] = backend.of<UserPoolClient>('AWS::Cognito::UserPoolClient')
  assert(pool && client, 'amplify/auth defines no user pool')

  test('people sign in with an e-mail address that they have confirmed', () => {
    assert.deepEqual(pool.properties.UsernameAttributes, ['email'], pool.id)
    assert.deepEqual(pool.properties.AutoVerifiedAttributes, ['email'], pool.id)
  })

  test('a password has at least 8 characters, of every kind', () => {
    const { MinimumLength, ...kinds } = pool.properties.Policies.PasswordPolicy
    assert(Number(MinimumLength) >= 8, `${pool.id} accepts ${MinimumLength} characters`)
    assert.deepEqual(
      kinds,
      {
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        RequireUppercase: true,
      },
      pool.id,
    )
  })

  test('the password itself never travels', () => {
    const { ExplicitAuthFlows } = client.properties
    assert(ExplicitAuthFlows.includes('ALLOW_USER_SRP_AUTH'), client.id)
    assert(!ExplicitAuthFlows.includes('ALLOW_USER_PASSWORD_AUTH'), client.id)
  })

  test('nobody can find out who has an account', () => {
    assert.equal(client.properties.PreventUserExistenceErrors, 'ENABLED', client.id)
  })

  test('visitors who have not signed in get no credentials, nor would their role allow anything', () => {
    const [identities] = backend.of<IdentityPool>('AWS::Cognito::IdentityPool')
    assert.equal(identities?.properties.AllowUnauthenticatedIdentities, false)
    assert.deepEqual(statementsOf(roles.visitor), [])
  })
})
