// Lambda's Invoke, called through the SDK: who may call which function, and what is answered.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import {
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type InvokeCommandInput,
} from '@aws-sdk/client-lambda'
import { startServer } from '../../local/server.ts'
import { arnOf, functionsOf, until } from './handlers.ts'
import { callSigned } from './signing.ts'

const allow = (Resource: string[], rest = {}) => ({
  type: 'AWS::IAM::Policy',
  name: Resource.join(),
  properties: {
    Roles: ['caller'],
    PolicyDocument: {
      Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource, ...rest },
    },
  },
})
const server = await startServer(0)
const { functions } = functionsOf(
  {
    caller: `export const handler = async () => process.env`,
    granted: `export const handler = async (event) => { console.log('called'); return event }`,
    failing: `export const handler = async () => { throw new RangeError('too far') }`,
    closed: `export const handler = async () => 1`,
    byUrl: `export const handler = async () => 1`,
    reserved: `export const handler = async () => new Promise((done) => setTimeout(done, 300))`,
    aliased: `export const handler = async () => 'aliased'`,
  },
  {
    properties: { caller: { Role: 'arn/caller' }, reserved: { ReservedConcurrentExecutions: 1 } },
    more: [
      allow([arnOf('granted'), `${arnOf('granted')}:*`, arnOf('failing'), arnOf('reserved')]),
      allow([arnOf('aliased'), `${arnOf('aliased')}:live`, arnOf('gone')]),
      allow([arnOf('byUrl')], { Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': true } } }),
      {
        type: 'AWS::Lambda::Alias',
        name: `${arnOf('aliased')}:live`,
        properties: { FunctionName: 'aliased', Name: 'live' },
      },
    ],
  },
)
server.route('/lambda', functions.handle, { for: 'person' })
after(() => server.close())

const env = (await functions.invoke('caller', {})) as Record<string, string>
const credentials = {
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: env.AWS_SESSION_TOKEN ?? '',
}
const endpoint = `${server.url}/lambda`
const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
const invoke = async (
  FunctionName: string,
  payload?: unknown,
  rest?: Partial<InvokeCommandInput>,
) => {
  const Payload = payload === undefined ? undefined : JSON.stringify(payload)
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload, ...rest }))
  const text = answer.Payload?.transformToString()
  return { ...answer, result: text ? (JSON.parse(text) as unknown) : undefined }
}
const url = (path: string) => `${endpoint}/2015-03-31/functions/${path}`
const count = (name: string) =>
  functions.invocations().filter(({ functionName }) => functionName === name).length

describe('Invoke', () => {
  test('answers who may, by every form of a name', async () => {
    const names = [
      'granted',
      '123456789012:function:granted',
      arnOf('granted'),
      `${arnOf('granted')}:$LATEST`,
      'granted:$LATEST',
    ]
    for (const name of names) {
      const { result, StatusCode, ExecutedVersion } = await invoke(name, { a: [1] })
      assert.deepEqual([result, StatusCode, ExecutedVersion], [{ a: [1] }, 200, '$LATEST'])
    }
    const { result } = await invoke('aliased', {}, { Qualifier: 'live' })
    assert.equal(result, 'aliased')
    for (const event of [null, 5, 'text', [1], {}])
      assert.deepEqual((await invoke('granted', event)).result, event)
    assert.deepEqual((await invoke('granted')).result, {})
  })

  test('is refused to everybody else, before it says whether there is such a function', async () => {
    const denied = { name: 'AccessDeniedException' }
    for (const name of [
      'closed',
      'byUrl',
      'unknown',
      'aliased:other',
      arnOf('granted').replace('9012', '9999'),
    ])
      await assert.rejects(invoke(name, {}), denied, name)
    await assert.rejects(invoke('gone', {}), { name: 'ResourceNotFoundException' })
    await assert.rejects(invoke('granted:none', {}), { name: 'ResourceNotFoundException' })
    const path = url('granted/invocations')
    const unsigned = await fetch(path, { method: 'POST', body: '{}' })
    assert.equal(unsigned.status, 403)
    assert.equal(((await unsigned.json()) as Error).message, 'Missing Authentication Token')
    const wrong = new LambdaClient({
      endpoint,
      region: 'us-east-1',
      credentials: { ...credentials, secretAccessKey: 'x' },
    })
    await assert.rejects(wrong.send(new InvokeCommand({ FunctionName: 'granted' })), {
      name: 'InvalidSignatureException',
    })
    assert.equal(count('closed') + count('byUrl'), 0)
  })

  test('tells a failure of the function from its own', async () => {
    const { FunctionError, result, StatusCode } = await invoke('failing', {})
    assert.deepEqual([FunctionError, StatusCode], ['Unhandled', 200])
    const { errorType, errorMessage } = result as Record<string, string>
    assert.deepEqual([errorType, errorMessage], ['RangeError', 'too far'])
  })

  test('may not wait for the answer, or not even call', async () => {
    const before = count('granted')
    const dry = await invoke('granted', {}, { InvocationType: 'DryRun' })
    assert.deepEqual([dry.StatusCode, dry.result], [204, undefined])
    assert.equal(count('granted'), before)
    const later = await invoke('granted', {}, { InvocationType: 'Event' })
    assert.deepEqual([later.StatusCode, later.result], [202, undefined])
    await until(() => count('granted') === before + 1)
    await assert.rejects(invoke('granted', {}, { InvocationType: 'Sometimes' as 'Event' }), {
      name: 'InvalidParameterValueException',
    })
  })

  test('gives the end of the logs', async () => {
    const { LogResult = '' } = await invoke('granted', {}, { LogType: 'Tail' })
    assert.match(Buffer.from(LogResult, 'base64').toString(), /^START .*\ncalled\nEND .*\nREPORT /s)
  })

  test('takes what Lambda takes', async () => {
    const bad = await callSigned(credentials, {
      url: url('granted/invocations'),
      service: 'lambda',
      body: '{',
    })
    assert.equal(bad.status, 400)
    assert.equal(bad.headers.get('x-amzn-errortype'), 'InvalidRequestContentException')
    const large = { name: 'RequestTooLargeException' }
    await assert.rejects(invoke('granted', 'x'.repeat(7 << 20)), large)
    await assert.rejects(invoke('granted', 'x'.repeat(2 << 20), { InvocationType: 'Event' }), large)
    const path = await callSigned(credentials, { url: url('%zz/invocations'), service: 'lambda' })
    assert.equal(path.status, 400)
    await assert.rejects(invoke('a b', {}), { name: 'InvalidParameterValueException' })
  })

  test('keeps to the reserved concurrency of a function', async () => {
    const first = invoke('reserved', {})
    await until(() => count('reserved') === 1)
    await assert.rejects(invoke('reserved', {}), { name: 'TooManyRequestsException' })
    await invoke('reserved', {}, { InvocationType: 'Event' })
    await first
    await until(() => functions.invocations().filter((one) => one.milliseconds).length >= 2)
  })
})

test('other calls of Lambda are refused by name', async () => {
  await assert.rejects(client.send(new GetFunctionCommand({ FunctionName: 'granted' })), {
    name: 'NotImplementedException',
    message: /GET \/2015-03-31\/functions\/granted is not available locally/,
  })
})
