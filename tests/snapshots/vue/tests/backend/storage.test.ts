import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, statementsOf, type Statement } from './synthesized.ts'

interface BucketPolicy {
  Bucket: string
  PolicyDocument: { Statement: Statement[] }
}

suite('storage', () => {
  const bucket = backend.of('AWS::S3::Bucket').find(({ id }) => id.startsWith('filesBucket'))
  assert(bucket, 'amplify/storage defines no bucket')
  const policies = backend
    .of<BucketPolicy>('AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties.Bucket === bucket.name)
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
  const fileAccess = statementsOf('Authauthenticated').filter(({ Action }) =>
    ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].includes(String(Action)),
  )
  const assertReached = (path: string) => {
    assert.equal(fileAccess.length, 3, `${bucket.id}: read, write and delete`)
    for (const { Action, Resource } of fileAccess) {
      const arn = `arn:aws:s3:::${bucket.name}/${path}`
      assert([Resource].flat().includes(arn), `${bucket.id}: ${Action} does not reach ${path}`)
    }
  }

  test('files travel encrypted', () => {
    const refusal = policies.find(
      ({ Effect, Condition }) =>
        Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
    )
    assert(refusal, `${bucket.id} accepts plain HTTP`)
    assert.equal(refusal.Action, 's3:*', bucket.id)
  })

  test('the bucket is public to nobody', () => {
    for (const { Effect, Principal } of policies) {
      const isPublic = Principal === '*' || (typeof Principal === 'object' && Principal.AWS === '*')
      assert(Effect === 'Deny' || !isPublic, `${bucket.id} is public`)
    }
    assert.deepEqual(statementsOf('Authunauthenticated'), [])
  })

  test('each signed-in person reaches a folder of their own in private/', () => {
    assertReached('private/${cognito-identity.amazonaws.com:sub}/*')
  })

  test('signed-in people share shared/', () => {
    assertReached('shared/*')
  })

  test('signed-in people reach no other folder', () => {
    for (const { Action, Resource } of fileAccess) {
      assert.equal([Resource].flat().length, 2, `${bucket.id}: ${Action}`)
    }
  })
})
