// Amazon Bedrock: no model runs on this machine. A stand-in answers in the protocol of one, and says
// that it is none.
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { setTimeout } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Gate } from './gate.ts'
import { decodePath, isObject, parseJson, readBody } from './http.ts'
import type { Principal } from './iam.ts'
import { ServiceError, type Assembly } from './types.ts'

export type Bedrock = {
  /** AWS's SDK calls Bedrock by HTTP/2. */
  handle(request: Http2ServerRequest, response: Http2ServerResponse): void
  /** Answers a request of a data source of the GraphQL API, which acts with a role. */
  request(principal: Principal, path: string, body: unknown): unknown
  reload(assembly: Assembly): void
}

type Options = {
  assembly: Assembly
  gate: Gate
}

/** What AWS takes, in bytes. */
const largestBody = 20 << 20

/** Of a request to Converse: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html */
type Conversation = {
  messages?: { role: string; content?: { text?: string }[] }[]
  toolConfig?: {
    tools?: { toolSpec?: { name: string; inputSchema?: { json?: Schema } } }[]
    toolChoice?: { tool?: { name: string } }
  }
}
type Schema = {
  type?: string
  enum?: unknown[]
  format?: string
  items?: Schema
  properties?: Record<string, Schema>
}

const usage = { inputTokens: 0, outputTokens: 0, totalTokens: 0 }
const metrics = { latencyMs: 0 }

export function createBedrock({ gate, ...options }: Options): Bedrock {
  let assembly = options.assembly

  /** The model and the operation of a path such as `/model/anthropic.claude…/converse`. */
  const authorized = (principal: Principal | undefined, path: string) => {
    const [, encoded = '', operation = ''] = /^\/model\/([^/]+)\/([\w-]+)$/.exec(path) ?? []
    const model = decodePath(encoded)
    if (operation !== 'converse' && operation !== 'converse-stream') {
      const message = `Bedrock: ${path} is not available locally, only Converse and ConverseStream are`
      throw new ServiceError('NotAvailableLocally', message, 501)
    }
    const streams = operation === 'converse-stream'
    const action = `bedrock:InvokeModel${streams ? 'WithResponseStream' : ''}`
    const { region, account } = assembly.placeholders
    const resource = /^(global|us|eu|apac|jp|au|ca|us-gov)\./.test(model)
      ? `arn:aws:bedrock:${region}:${account}:inference-profile/${model}`
      : `arn:aws:bedrock:${region}::foundation-model/${model}`
    gate.assert(principal, [{ action, resource }])
    return { model, streams }
  }

  const answerHttp2 = async (request: Http2ServerRequest, response: Http2ServerResponse) => {
    const { method, url, headers } = request
    const body = await readBody(request, largestBody)
    const signed = { method, url, headers: { ...headers, host: headers[':authority'] } }
    const { model, streams } = authorized(gate.caller('bedrock', signed, body), url)
    if (method !== 'POST') throw invalid(`${method} is not allowed here`)
    const asked = readConversation(parseJson<Conversation>(body))
    if (!streams) {
      const answer = JSON.stringify(converse(model, asked))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(answer)
      return
    }
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
    for await (const [type, event] of stream(model, asked)) {
      if (response.stream.destroyed) return
      response.write(frame(type, event))
    }
    response.end()
  }

  return {
    handle(request, response) {
      request.on('error', () => undefined) // the caller has gone
      response.on('error', () => undefined)
      answerHttp2(request, response).catch((error: unknown) => {
        const { code, message, status } =
          error instanceof ServiceError
            ? error
            : new ServiceError('InternalServerException', String(error), 500)
        if (response.stream.destroyed) return
        if (response.headersSent) return void response.stream.close()
        response.writeHead(status, {
          'content-type': 'application/json',
          'x-amzn-errortype': code,
        })
        response.end(JSON.stringify({ message }))
      })
    },
    request: (principal, path, body) => {
      const { model } = authorized(principal, path)
      return converse(model, readConversation((body ?? {}) as Conversation))
    },
    reload(next) {
      assembly = next
    },
  }
}

const invalid = (message: string) => new ServiceError('ValidationException', message)

/** Throws a ValidationException for messages or tools in another shape. */
function readConversation(asked: Conversation): Conversation {
  const { messages = [], toolConfig } = asked
  const isMessage = (message: unknown) =>
    isObject(message) && Array.isArray(message.content) && message.content.every(isObject)
  if (!Array.isArray(messages) || !messages.every(isMessage))
    throw invalid('messages is not a list of a role and a list of content each')
  const { tools = [] } = toolConfig ?? {}
  if (!Array.isArray(tools) || !tools.every(isObject)) throw invalid('tools is not a list of tools')
  return asked
}

/** An answer of `Converse`: sample values for the tool that the model is made to use, else text. */
function converse(model: string, asked: Conversation): unknown {
  const { tools = [], toolChoice } = asked.toolConfig ?? {}
  const name = toolChoice?.tool?.name
  const tool = tools.find(({ toolSpec }) => toolSpec?.name === name)?.toolSpec
  const content = tool
    ? [
        {
          toolUse: {
            toolUseId: 'local',
            name,
            input: sample(tool.inputSchema?.json ?? {}, 'value'),
          },
        },
      ]
    : [{ text: answer(model, asked) }]
  return {
    output: { message: { role: 'assistant', content } },
    stopReason: tool ? 'tool_use' : 'end_turn',
    usage,
    metrics,
  }
}

/** The events of `ConverseStream`, a few words each. */
async function* stream(model: string, asked: Conversation): AsyncGenerator<[string, object]> {
  const contentBlockIndex = 0
  yield ['messageStart', { role: 'assistant' }]
  for (const text of answer(model, asked).match(/(\S+\s*){1,3}/g) ?? []) {
    await setTimeout(40)
    yield ['contentBlockDelta', { contentBlockIndex, delta: { text } }]
  }
  yield ['contentBlockStop', { contentBlockIndex }]
  yield ['messageStop', { stopReason: 'end_turn' }]
  yield ['metadata', { usage, metrics }]
}

function answer(model: string, { messages = [] }: Conversation): string {
  const said = messages
    .findLast(({ role }) => role === 'user')
    ?.content?.find(({ text }) => typeof text === 'string' && text)?.text
  const echo = said ? ` You said: “${said}”.` : ''
  return `No model runs on this machine, this is a stand-in.${echo} Once the backend is deployed, ${model} answers here.`
}

/** A value of a JSON schema, which says that it is a sample; of nested lists, inner ones have one item. */
function sample(schema: Schema, name: string, number?: number, depth = 0): unknown {
  if (!isObject(schema) || depth > 32) throw invalid('the schema of a tool is not one')
  const { type, properties, items = {} } = schema
  if (schema.enum) return schema.enum[0]
  switch (type) {
    case 'object': {
      const entries = Object.entries(properties ?? {})
      // Amplify describes a field that is an enum as an object of it.
      const [only] = entries.length === 1 ? entries : []
      if (only?.[1]?.enum) return only[1].enum[0]
      return Object.fromEntries(
        entries.map(([key, one]) => [key, sample(one, key, number, depth + 1)]),
      )
    }
    case 'array':
      return (number ? [number] : [1, 2, 3]).map((one) => sample(items, name, one, depth + 1))
    case 'integer':
    case 'number':
      return number ?? 1
    case 'boolean':
      return true
    case 'string':
      return schema.format ? null : `Sample ${number ?? 1} of ${name}: no model runs locally`
    default:
      return null
  }
}

/** A message of an event stream: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html */
function frame(type: string, event: object): Buffer {
  const headers = Buffer.concat(
    Object.entries({
      ':event-type': type,
      ':content-type': 'application/json',
      ':message-type': 'event',
    }).flatMap(([name, value]) => [
      Buffer.from([name.length]),
      Buffer.from(name),
      Buffer.from([7, 0, value.length]), // 7: text, whose length takes two bytes
      Buffer.from(value),
    ]),
  )
  const payload = Buffer.from(JSON.stringify(event))
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(8 + 4 + headers.length + payload.length + 4)
  prelude.writeUInt32BE(headers.length, 4)
  const start = Buffer.concat([prelude, checksum(prelude), headers, payload])
  return Buffer.concat([start, checksum(start)])
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}
