import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, roles, statementsOf } from './synthesized.ts'

interface UserPool {
  UsernameAttributes: string[]
  AutoVerifiedAttributes: string[]
  Policies: { PasswordPolicy: Record<string, unknown> }
  MfaConfiguration: string
  EnabledMfas: string[]
  LambdaConfig: Record<string, string>
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

  test('whoever wants to has a second factor', () => {
    assert.equal(pool.properties.MfaConfiguration, 'OPTIONAL', pool.id)
    const factors = ['SOFTWARE_TOKEN_MFA']
    assert.deepEqual(pool.properties.EnabledMfas.toSorted(), factors, pool.id)
  })

  test('the groups are in the order of their weight', () => {
    const names = backend
      .of<{ GroupName: string; Precedence: number }>('AWS::Cognito::UserPoolGroup')
      .toSorted((a, b) => a.properties.Precedence - b.properties.Precedence)
      .map(({ properties }) => properties.GroupName)
    assert.deepEqual(names, ['ADMINS'])
  })

  test('Cognito calls functions that may do nothing but log', () => {
    const lambdas = backend.of<{ Role: string }>('AWS::Lambda::Function')
    const { LambdaConfig } = pool.properties
    for (const moment of ['PostConfirmation']) {
      const lambda = lambdas.find(({ name }) => LambdaConfig[moment]?.endsWith(`:${name}`))
      assert(lambda, `${pool.id} calls nothing at ${moment}`)
      assert.deepEqual(statementsOf(lambda.properties.Role.split('/').at(-1)!), [], lambda.id)
    }
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
