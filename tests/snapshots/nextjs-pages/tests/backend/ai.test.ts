import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { lineOf, rulesOf } from './rules.ts'
import { backend, statementsOf, type Statement } from './synthesized.ts'

suite('AI', () => {
  test('a chat belongs to the person who started it', () => {
    assert.match(lineOf('Mutation', 'chat'), /auth: { strategy: owner, provider: userPools }/)
  })

  test('the function behind the chat may call its model, and do nothing else', () => {
    const name = 'ChatDefaultConversationHandler'
    const lambda = backend
      .of<{ Role: string; Tags: { Value: string }[] }>('AWS::Lambda::Function')
      .find(({ properties: { Tags = [] } }) => Tags.some(({ Value }) => Value === name))
    assert(lambda, `The backend has no function named ${name}`)
    const statements = statementsOf(lambda.properties.Role.split('/').at(-1)!)
    assert.deepEqual(actionsOf(statements), [
      'bedrock:InvokeModel',
      'bedrock:InvokeModelWithResponseStream',
    ])
    assert.deepEqual(modelsOf(statements), [
      'foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
      'inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
    ])
  })

  test('suggestTodos answers signed-in people only', () => {
    assert.deepEqual(rulesOf('Query', 'suggestTodos'), ['{allow: private}'])
  })

  test('suggestTodos may call its model, and do nothing else', () => {
    const route = lineOf('Query', 'suggestTodos')
    assert(route.includes('aiModel: "global.anthropic.claude-haiku-4-5-20251001-v1:0"'), route)
    const role = backend
      .of<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>('AWS::IAM::Role')
      .find(({ id }) => id.startsWith('GenerationBedrockDataSourceSuggestTodosIAMRole'))
    assert(role, 'suggestTodos has no role')
    const own = role.properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    const statements = [...own, ...statementsOf(role.name)]
    assert.deepEqual(actionsOf(statements), ['bedrock:InvokeModel'])
    assert.deepEqual(modelsOf(statements), [
      'foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
      'foundation-model/global.anthropic.claude-haiku-4-5-20251001-v1:0', // Amplify's own, which no model has
      'inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
    ])
  })
})

function actionsOf(statements: Statement[]): string[] {
  return [...new Set(statements.flatMap(({ Action }) => Action))].toSorted()
}

/** The models that the statements name, whatever the region. */
function modelsOf(statements: Statement[]): string[] {
  const names = statements
    .flatMap(({ Resource }) => Resource)
    .map((arn) => arn.split(':').slice(5).join(':'))
  return [...new Set(names)].toSorted()
}
