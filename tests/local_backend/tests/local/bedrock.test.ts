// Amazon Bedrock's stand-in, called through the SDK by HTTP/2 on the one port.
import assert from 'node:assert/strict'
import { connect as connectHttp2 } from 'node:http2'
import { connect } from 'node:net'
import { after, describe, test } from 'node:test'
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { startServer } from '../../local/server.ts'
import { createBedrock } from '../../local/services/bedrock.ts'
import { functionsOf } from './handlers.ts'
import { signedHeaders } from './signing.ts'

const sdk = import.meta.resolve('@aws-sdk/client-bedrock-runtime')
const model = 'anthropic.claude-3-haiku-20240307-v1:0'
const server = await startServer(0)
const { functions, gate, assembly } = functionsOf(
  {
    chat: `
      import { BedrockRuntimeClient, ConverseStreamCommand } from '${sdk}'
      const client = new BedrockRuntimeClient()
      export const handler = async ({ modelId, text }) => {
        if (!modelId) return process.env
        const messages = [{ role: 'user', content: [{ text }] }]
        const { stream } = await client.send(new ConverseStreamCommand({ modelId, messages }))
        const parts = []
        for await (const event of stream) {
          const part = event.contentBlockDelta?.delta.text
          if (part) parts.push(part)
        }
        return parts
      }`,
  },
  {
    properties: { chat: { Timeout: 20 } },
    more: [
      {
        type: 'AWS::IAM::Policy',
        name: 'Models',
        properties: {
          Roles: ['role'],
          PolicyDocument: {
            Statement: {
              Effect: 'Allow',
              Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
              Resource: `arn:aws:bedrock:us-east-1::foundation-model/${model}`,
            },
          },
        },
      },
    ],
    url: server.url,
  },
)
server.http2(createBedrock({ assembly, gate }).handle)
after(() => server.close())

const env = (await functions.invoke('chat', {})) as Record<string, string>
const credentials = {
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: env.AWS_SESSION_TOKEN ?? '',
}
const options = { endpoint: server.url, region: 'us-east-1', maxAttempts: 1 }
const client = new BedrockRuntimeClient({ ...options, credentials })
const said = (text: string) => ({ role: 'user' as const, content: [{ text }] })
const converse = (input: Partial<ConverseCommandInput>, by = client) =>
  by.send(new ConverseCommand({ modelId: model, messages: [said('Hello')], ...input }))
after(() => client.destroy())

describe('a model', () => {
  test('answers a function bit by bit', async () => {
    const parts = (await functions.invoke('chat', { modelId: model, text: 'Good day' })) as string[]
    assert.ok(parts.length > 3)
    assert.match(parts.join(''), /stand-in\. You said: “Good day”/)
  })

  test('answers all at once, and fills the form of a tool', async () => {
    const { output } = await converse({})
    assert.match(output?.message?.content?.[0]?.text ?? '', /You said: “Hello”/)
    const json = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        rows: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      },
    }
    const tools = [{ toolSpec: { name: 'form', inputSchema: { json } } }]
    const toolConfig = { tools, toolChoice: { tool: { name: 'form' } } }
    const filled = await converse({ toolConfig })
    assert.deepEqual(filled.output?.message?.content?.[0]?.toolUse?.input, {
      name: 'Sample 1 of name: no model runs locally',
      rows: [[1], [2], [3]],
    })
  })

  test('answers who may call it, with a signature that fits', async () => {
    await assert.rejects(converse({ modelId: 'amazon.nova-lite-v1:0' }), {
      name: 'AccessDeniedException',
    })
    const secretAccessKey = 'another'
    const wrong = new BedrockRuntimeClient({
      ...options,
      credentials: { ...credentials, secretAccessKey },
    })
    await assert.rejects(converse({}, wrong), { name: 'InvalidSignatureException' })
    const unknown = new BedrockRuntimeClient({
      ...options,
      credentials: { ...credentials, accessKeyId: 'ASIAINVENTED' },
    })
    await assert.rejects(converse({}, unknown), { name: 'UnrecognizedClientException' })
    wrong.destroy()
    unknown.destroy()
  })
})

/** The status of a signed request with this body. */
async function send(
  body: string,
  path = `/model/${encodeURIComponent(model)}/converse`,
  method = 'POST',
) {
  const url = `${server.url}${path}`
  const { host, ...headers } = signedHeaders(credentials, { url, service: 'bedrock', body, method })
  const session = connectHttp2(server.url)
  const request = session.request({ ':path': path, ':method': method, ...headers })
  request.end(body)
  const status = await new Promise<number>((done, fail) =>
    request.on('response', (answer) => done(Number(answer[':status']))).on('error', fail),
  )
  session.destroy()
  return status
}

/** A schema of that many lists in one another. */
const nested = (depth: number): object =>
  depth ? { type: 'array', items: nested(depth - 1) } : { type: 'integer' }

describe('a request that is wrong', () => {
  test('is refused by what is wrong with it', async () => {
    const tools = (json: unknown) =>
      JSON.stringify({
        toolConfig: {
          tools: [{ toolSpec: { name: 't', inputSchema: { json } } }],
          toolChoice: { tool: { name: 't' } },
        },
      })
    const wrong = [
      '{',
      '[]',
      '5',
      '{"messages":5}',
      '{"messages":[5]}',
      '{"messages":[{"content":{}}]}',
    ]
    for (const body of [...wrong, '{"toolConfig":{"tools":{}}}', tools(5), tools(nested(40))])
      assert.equal(await send(body), 400, body.slice(0, 80))
    assert.equal(await send(tools(nested(20))), 200)
    assert.equal(await send('{"messages":[{"content":[{"text":5}]}]}'), 200)
    assert.equal(await send('{}', '/model/%zz/converse'), 400)
    assert.equal(await send('{}', '/model/x/converse'), 403)
    assert.equal(await send('{}', `/model/${encodeURIComponent(model)}/invoke`), 501)
    assert.equal(await send('', undefined, 'PUT'), 400)
  })

  test('ends nothing but itself', async () => {
    for (const rest of ['', 'garbage'.repeat(100), '\0\0\xff\x04\0\0\0\0\0', '\x00'.repeat(999)]) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(Buffer.from(`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${rest}`, 'latin1'))
      await new Promise((tick) => setTimeout(tick, 30))
      socket.destroy()
    }
    const session = connectHttp2(server.url)
    session.on('error', () => undefined)
    const path = `/model/${encodeURIComponent(model)}/converse-stream`
    for (const delay of [0, 5, 30, 100]) {
      const body = JSON.stringify({ messages: [said('x')] })
      const url = `${server.url}${path}`
      const { host, ...headers } = signedHeaders(credentials, { url, service: 'bedrock', body })
      const request = session.request({ ':path': path, ':method': 'POST', ...headers })
      request.on('error', () => undefined)
      request.write(body.slice(0, 5))
      if (delay) request.end(body.slice(5))
      await new Promise((tick) => setTimeout(tick, delay))
      request.close(8)
    }
    await new Promise((tick) => setTimeout(tick, 300))
    session.destroy()
    const { stream } = await client.send(
      new ConverseStreamCommand({ modelId: model, messages: [said('Hello')] }),
    )
    const events: string[] = []
    for await (const event of stream ?? []) events.push(...Object.keys(event))
    assert.equal(events.at(-1), 'metadata')
  })
})
