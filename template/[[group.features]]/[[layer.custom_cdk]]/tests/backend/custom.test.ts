import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addedOutputs, backend, type Statement } from './synthesized.ts'

interface TopicPolicy {
  PolicyDocument: { Statement: Statement[] }
}

suite('custom', () => {
  const [topic] = backend.of('AWS::SNS::Topic')
  assert(topic, 'amplify/custom defines no topic')

  test('the app knows the topic', () => {
    assert.equal(addedOutputs.custom.news_topic_arn, topic.name)
  })

  test('what is published travels encrypted, and nobody outside may publish', () => {
    const statements = backend
      .of<TopicPolicy>('AWS::SNS::TopicPolicy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    const [refusal, ...others] = statements
    assert.deepEqual(others, [], topic.id)
    assert.equal(refusal?.Effect, 'Deny', topic.id)
    assert.deepEqual(refusal.Condition, { Bool: { 'aws:SecureTransport': 'false' } }, topic.id)
  })
})
