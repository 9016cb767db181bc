import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, statementsOf } from './synthesized.ts'

interface Lambda {
  Runtime: string
  Timeout: number
  Role: string
  Tags: { Key: string; Value: string }[]
}

suite('functions', () => {
  test('say-hello runs on Node.js 24 and may do nothing but log', () => {
    const lambda = functionNamed('say-hello')
    assert.equal(lambda.properties.Runtime, 'nodejs24.x', lambda.id)
    assert.deepEqual(statementsOf(lambda.properties.Role.split('/').at(-1)!), [], lambda.id)
  })
})

function functionNamed(name: string) {
  const lambda = backend
    .of<Lambda>('AWS::Lambda::Function')
    .find(({ properties: { Tags = [] } }) =>
      Tags.some(({ Key, Value }) => Key === 'amplify:friendly-name' && Value === name),
    )
  assert(lambda, `The backend has no function named ${name}`)
  return lambda
}
