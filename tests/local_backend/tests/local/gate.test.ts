// The gate: whoever calls AWS is who signed the request, and may do what the policies of their role say.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { presignUrl } from '@aws-amplify/core/internals/aws-client-utils'
import { createGate, type Signed } from '../../local/services/gate.ts'
import { createIam, type Iam } from '../../local/services/iam.ts'
import { signedHeaders } from './signing.ts'

const keys = { accessKeyId: 'ASIAADA', secretAccessKey: 'secret', sessionToken: 'session' }
const minute = 60_000
const now = Date.parse('2026-02-03T04:05:06Z')
const statement = (Effect: string, Action: string, Resource: string, rest = {}) => ({
  Effect,
  Action,
  Resource,
  ...rest,
})

/** The policies of one role: statements, and the ARNs of managed policies. */
function iamOf(Statement: object[], ManagedPolicyArns: string[] = []): Iam {
  const role = {
    name: 'role',
    properties: { Policies: [{ PolicyDocument: { Statement } }], ManagedPolicyArns },
  }
  const assembly = {
    of: (type: string) => (type === 'AWS::IAM::Role' ? [role] : []),
    find: () => undefined,
  }
  return createIam(assembly as unknown as Parameters<typeof createIam>[0])
}

const principal = { role: 'role', accessKeyId: keys.accessKeyId }
const gate = createGate({
  iam: () => iamOf([statement('Allow', 's3:GetObject', 'arn:aws:s3:::bucket/*')]),
  credentials: (key) => {
    if (key === keys.accessKeyId) return { ...keys, principal }
    return key === 'ASIAOLD' ? { ...keys, principal, expiresAt: now - 1 } : undefined
  },
  region: () => 'us-east-1',
  now: () => now,
})

const body = '{"TableName":"Shelf"}'
const url = 'http://127.0.0.1:20002/dynamodb/'
/** A request for a table, as it was signed or changed afterwards. */
function asked(
  change: Partial<Signed> = {},
  given: Partial<Parameters<typeof signedHeaders>[1]> = {},
  who = keys,
) {
  const target = { 'x-amz-target': 'DynamoDB_20120810.Scan' }
  const call = { url, service: 'dynamodb', headers: target, body, at: new Date(now), ...given }
  const { Authorization: authorization, ...headers } = signedHeaders(who, call)
  const at = new URL(call.url)
  return {
    method: 'POST',
    originalUrl: at.pathname + at.search,
    headers: { authorization, host: at.host, ...headers },
    ...change,
  } as Signed
}
const caller = (request: Signed, sent: string | undefined = body) =>
  gate.caller('dynamodb', request, sent)
const refused = (request: Signed, code: string, sent?: string) =>
  assert.throws(() => caller(request, sent), { code, status: 403 })

describe('a signed request', () => {
  test('is known by its signature', () => {
    assert.deepEqual(caller(asked()), principal)
    assert.deepEqual(caller(asked({}, { url: `${url}a%20b?x=1&y=%2F&x=0` })), principal)
  })

  test('that was signed for AWS is known as well, after its redirection', () => {
    const forms = [
      ['s3', 'https://bucket.s3.us-east-1.amazonaws.com/a/b%20c', '/s3/bucket/a/b%20c'],
      ['s3', 'https://s3.us-east-1.amazonaws.com/bucket/a', '/s3/bucket/a'],
      [
        'execute-api',
        'https://x1.execute-api.us-east-1.amazonaws.com/prod/a',
        '/execute-api/x1/prod/a',
      ],
      ['lambda', 'https://x1.lambda-url.us-east-1.on.aws/', '/lambda-url/x1/'],
    ]
    for (const [service = '', from = '', originalUrl] of forms) {
      const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
      const sent = service === 's3' ? { body: 'UNSIGNED-PAYLOAD', headers } : {}
      const request = asked({ originalUrl }, { url: from, service, ...sent })
      request.headers.host = '127.0.0.1:20002'
      assert.deepEqual(gate.caller(service, request, body), principal, from)
    }
  })

  test('is refused when anything of it was changed', () => {
    refused(asked(), 'InvalidSignatureException', '{"TableName":"Other"}')
    refused(asked({ method: 'PUT' }), 'InvalidSignatureException')
    refused(asked({ originalUrl: '/dynamodb/other' }), 'InvalidSignatureException')
    refused(asked({ originalUrl: '/dynamodb/?x=1' }), 'InvalidSignatureException')
    const request = asked()
    request.headers['x-amz-target'] = 'DynamoDB_20120810.PutItem'
    refused(request, 'InvalidSignatureException')
    refused(asked({}, { service: 's3' }), 'InvalidSignatureException')
  })

  test('is refused without the secret or the session', () => {
    refused(asked({}, {}, { ...keys, secretAccessKey: 'guess' }), 'InvalidSignatureException')
    refused(asked({}, {}, { ...keys, sessionToken: 'other' }), 'UnrecognizedClientException')
    refused(asked({}, {}, { ...keys, accessKeyId: 'ASIABEN' }), 'UnrecognizedClientException')
    refused(asked({}, {}, { ...keys, accessKeyId: 'constructor' }), 'UnrecognizedClientException')
    refused(asked({}, {}, { ...keys, accessKeyId: 'ASIAOLD' }), 'ExpiredTokenException')
  })

  test('is good for five minutes', () => {
    assert.ok(caller(asked({}, { at: new Date(now - 4 * minute) })))
    refused(asked({}, { at: new Date(now - 6 * minute) }), 'InvalidSignatureException')
    refused(asked({}, { at: new Date(now + 6 * minute) }), 'InvalidSignatureException')
  })

  test('that is signed in half is refused, one without a signature is nobody’s', () => {
    assert.equal(caller(asked({ headers: { host: 'localhost' } })), undefined)
    const { authorization = '', ...headers } = asked().headers
    const broken = [
      authorization.replace(/Signature=\w+/, 'Signature=0'),
      authorization.replace(/SignedHeaders=[^,]+/, 'SignedHeaders=x-amz-target'),
      authorization.replace('/aws4_request', ''),
      'AWS4-HMAC-SHA256',
    ]
    for (const one of broken)
      refused(
        asked({ headers: { ...headers, authorization: one } }),
        'IncompleteSignatureException',
      )
    const undated = { ...headers, authorization, 'x-amz-date': 'yesterday' }
    refused(asked({ headers: undated }), 'IncompleteSignatureException')
  })
})

describe('a presigned URL', () => {
  const link = (expiration = 60, at = now) =>
    presignUrl(
      {
        method: 'GET',
        url: new URL('https://bucket.s3.us-east-1.amazonaws.com/a/b'),
        body: 'UNSIGNED-PAYLOAD',
      },
      {
        credentials: keys,
        expiration,
        signingDate: new Date(at),
        signingRegion: 'us-east-1',
        signingService: 's3',
        uriEscapePath: false,
      },
    )
  const open = ({ search }: URL, method = 'GET', path = '/s3/bucket/a/b') =>
    gate.caller('s3', { method, originalUrl: path + search, headers: { host: '127.0.0.1:20002' } })
  const refuse = (given: URL, code: string, method?: string, path?: string) =>
    assert.throws(() => open(given, method, path), { code, status: 403 })

  test('opens one file, for reading, as long as it says', () => {
    assert.deepEqual(open(link()), principal)
    refuse(link(), 'SignatureDoesNotMatch', 'PUT')
    refuse(link(), 'SignatureDoesNotMatch', 'DELETE')
    refuse(link(), 'SignatureDoesNotMatch', 'GET', '/s3/bucket/a/c')
    refuse(link(), 'SignatureDoesNotMatch', 'GET', '/s3/other/a/b')
    refuse(link(60, now - 2 * minute), 'AccessDenied')
  })

  test('cannot be changed to last longer', () => {
    for (const [expires, code] of [
      ['3600', 'SignatureDoesNotMatch'],
      ['soon', 'AuthorizationQueryParametersError'],
      ['', 'AuthorizationQueryParametersError'],
      ['0', 'AuthorizationQueryParametersError'],
      ['604801', 'AuthorizationQueryParametersError'],
      ['-1', 'AuthorizationQueryParametersError'],
    ] as const) {
      const changed = link()
      changed.searchParams.set('X-Amz-Expires', expires)
      refuse(changed, code)
    }
    const endless = link()
    endless.searchParams.delete('X-Amz-Expires')
    refuse(endless, 'AuthorizationQueryParametersError')
  })

  test('is more than the id of a key', () => {
    const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '')
    const search = `?X-Amz-Credential=${keys.accessKeyId}/${day}/us-east-1/s3/aws4_request`
    refuse(new URL(search, 'http://localhost'), 'AuthorizationQueryParametersError')
  })
})

describe('policies', () => {
  const s3 = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/a' }

  test('allow what they name; nothing is allowed to nobody, nor by asking for nothing', () => {
    assert.equal(gate.allows(principal, [s3]), true)
    assert.equal(gate.allows(principal, [s3, { ...s3, action: 's3:PutObject' }]), false)
    assert.equal(gate.allows(undefined, [s3]), false)
    assert.equal(gate.allows(principal, []), false)
    assert.throws(() => gate.assert(undefined, [s3]), { code: 'AccessDeniedException' })
    assert.throws(() => gate.assert(principal, []), { code: 'AccessDeniedException' })
    assert.throws(
      () => gate.assert(principal, [s3, { ...s3, action: 's3:PutObject' }]),
      /role is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::bucket\/a/,
    )
  })

  test('of AWS itself count, and unknown ones are named and allow nothing', () => {
    const of = (name: string) => `arn:aws:iam::aws:policy/${name}`
    const iam = iamOf(
      [],
      [of('AmazonS3ReadOnlyAccess'), of('service-role/AWSLambdaRole'), of('Ours')],
    )
    assert.equal(iam.allows(principal, 's3:GetObject', '*'), true)
    assert.equal(iam.allows(principal, 's3:PutObject', '*'), false)
    assert.equal(iam.allows(principal, 'lambda:InvokeFunction', 'arn:aws:lambda:x'), true)
    assert.equal(iam.allows(principal, 'dynamodb:Scan', '*'), false)
    assert.match(iam.missing().join(), /policy arn:aws:iam::aws:policy\/Ours/)
  })

  test('are read as IAM reads them: any case of an action, every kind of condition', () => {
    const value = { 'aws:RequestedRegion': 'us-east-1', 's3:max-keys': '10' }
    const conditions: [condition: object, holds: boolean][] = [
      [{ StringEquals: { 'AWS:requestedregion': 'us-east-1' } }, true],
      [{ StringEqualsIgnoreCase: { 'aws:RequestedRegion': 'US-EAST-1' } }, true],
      [{ StringNotLike: { 'aws:RequestedRegion': 'us-*' } }, false],
      [{ StringEqualsIfExists: { 'aws:Absent': 'x' } }, true],
      [{ StringEquals: { 'aws:Absent': 'x' } }, false],
      [{ Null: { 'aws:Absent': 'true' } }, true],
      [{ Null: { 'aws:RequestedRegion': 'true' } }, false],
      [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, true],
      [{ NumericLessThan: { 's3:max-keys': 10 } }, false],
      [{ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, true],
      [{ 'ForAllValues:StringEquals': { 'aws:Absent': 'x' } }, true],
      [{ 'ForAnyValue:StringEquals': { 'aws:Absent': 'x' } }, false],
      [{ Bool: { 'aws:SecureTransport': 'true' } }, true],
      [{ UnheardOf: { 'aws:RequestedRegion': 'us-east-1' } }, false],
    ]
    for (const [Condition, holds] of conditions) {
      const iam = iamOf([statement('Allow', 'S3:getobject', '*', { Condition })])
      assert.equal(
        iam.allows(principal, 's3:GetObject', '*', value),
        holds,
        JSON.stringify(Condition),
      )
    }
    const denied = iamOf([
      statement('Allow', '*', '*'),
      statement('Deny', '*', '*', { Condition: { UnheardOf: { x: 'y' } } }),
    ])
    assert.equal(denied.allows(principal, 's3:GetObject', '*'), false)
  })
})
