import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, roles, signedInRoles, statementsOf, type Statement } from './synthesized.ts'

interface BucketPolicy {
  Bucket: string
  PolicyDocument: { Statement: Statement[] }
}

const { visitor } = roles

const everything = 'list, read, write, delete'
const nothing = ''

suite('storage', () => {
  const bucket = backend.of('AWS::S3::Bucket').find(({ id }) => id.startsWith('filesBucket'))
  assert(bucket, 'amplify/storage defines no bucket')
  const rights = (role: string, folder: string) => rightsIn(bucket.name, role, folder)
  const policies = backend
    .of<BucketPolicy>('AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties.Bucket === bucket.name)
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)

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
    assert.deepEqual(statementsOf(visitor), [])
  })

  test('nobody reaches another folder', () => {
    for (const role of [visitor, ...signedInRoles]) {
      assert.equal(rights(role, 'elsewhere/'), nothing, role)
      assert.equal(rights(role, ''), nothing, role)
    }
  })

  test('private/: each signed-in person has a folder of their own', () => {
    const folder = 'private/'
    for (const role of signedInRoles) {
      assert.equal(rights(role, `${folder}ME/`), everything, role)
      assert.equal(rights(role, `${folder}SOMEBODY/`), nothing, role)
      assert.equal(rights(role, folder), nothing, role)
    }
  })

  test('shared/: signed-in people share the files', () => {
    const folder = 'shared/'
    for (const role of signedInRoles) assert.equal(rights(role, folder), everything, role)
  })
})

/** What somebody whose identity is ME may do in a folder. */
function rightsIn(bucket: string, role: string, folder: string): string {
  const [files, file] = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/${folder}photo.png`]
  const rights = {
    list: allows(role, 's3:ListBucket', files, folder),
    read: allows(role, 's3:GetObject', file),
    write: allows(role, 's3:PutObject', file),
    delete: allows(role, 's3:DeleteObject', file),
  }
  return Object.entries(rights)
    .flatMap(([right, isAllowed]) => (isAllowed ? right : []))
    .join(', ')
}

/** What IAM decides: a denial wins. */
function allows(role: string, action: string, resource: string, prefix = ''): boolean {
  const effects = statementsOf(role)
    .filter(({ Action }) => like(Action, action))
    .filter(({ Resource }) => like(Resource, resource))
    .filter(({ Condition }) => like(Condition?.StringLike?.['s3:prefix'] ?? '*', prefix))
    .map(({ Effect }) => Effect)
  return effects.includes('Allow') && !effects.includes('Deny')
}

/** A star stands at the end only, which Amplify sees to. */
function like(patterns: unknown, text: string): boolean {
  return [patterns].flat().some((pattern) => {
    const own = String(pattern).replace('${cognito-identity.amazonaws.com:sub}', 'ME')
    return own.endsWith('*') ? text.startsWith(own.slice(0, -1)) : text === own
  })
}
