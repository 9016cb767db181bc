// The process in which one function runs: loads its bundle, then handles one event at a time.
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type { FunctionError } from './types.ts'

export type ToHost = { id: string; event: unknown; deadline: number; arn: string }
export type FromHost =
  | { type: 'ready' }
  | { type: 'log'; text: string }
  | { type: 'head'; status: number; headers: Record<string, string> }
  | { type: 'chunk'; base64: string }
  | { type: 'result'; result: unknown }
  | { type: 'error'; error: FunctionError }
  /** The bundle cannot be loaded, or an error that no handler caught: the process ends. */
  | { type: 'crash'; error: FunctionError }

type Callback = (error: unknown, result?: unknown) => void
type LambdaHandler = (event: unknown, context: object, callback: Callback) => unknown

const [bundle = '', exported = 'handler'] = process.argv.slice(2)
const send = (message: FromHost) => process.send?.(message)

// Logs travel the same way as the result, so that they arrive before it.
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array) => {
    send({ type: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() })
    return true
  }
}

type Metadata = { statusCode?: number; headers?: Record<string, string> }
type Streaming = (event: unknown, stream: Writable, context: object) => unknown

/** What a streaming function writes to (https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html). */
class HttpResponseStream extends Writable {
  static from(stream: HttpResponseStream, { statusCode = 200, headers = {} }: Metadata) {
    send({ type: 'head', status: statusCode, headers })
    return stream
  }
  setContentType(type: string) {
    send({ type: 'head', status: 200, headers: { 'content-type': type } })
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    send({ type: 'chunk', base64: chunk.toString('base64') })
    done()
  }
}

const streamifyResponse = (handler: Streaming) => async (event: unknown, context: object) => {
  const stream = new HttpResponseStream()
  const finished = new Promise<void>((resolve, reject) =>
    stream.once('finish', resolve).once('error', reject),
  )
  await handler(event, stream, context)
  await finished
}
Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } })
// The level of a function's logs: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'] as const
const methods = ['trace', 'debug', 'info', 'warn', 'error'] as const
const least = levels.findIndex((level) => level === process.env.AWS_LAMBDA_LOG_LEVEL)
for (const method of methods.slice(0, Math.max(0, least))) console[method] = () => undefined
if (least > levels.indexOf('INFO')) console.log = () => undefined

function describe(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: 'Error', errorMessage: String(thrown) }
  const { name, message, stack = '' } = thrown
  return { errorType: name, errorMessage: message, trace: stack.split('\n') }
}

function run(handler: LambdaHandler, { id, event, deadline, arn }: ToHost): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const context = {
      awsRequestId: id,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: `/aws/lambda/${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    }
    const callback: Callback = (error, result) => (error ? reject(error) : resolve(result))
    const returned = handler(event, context, callback)
    // A handler that takes a callback answers through it, unless it returns a promise.
    if (returned instanceof Promise || handler.length < 3) resolve(returned)
  })
}

process.on('uncaughtException', (error) => {
  send({ type: 'crash', error: describe(error) })
  process.exit(1)
})

try {
  const module = (await import(pathToFileURL(bundle).href)) as Record<string, LambdaHandler>
  const handler = module[exported]
  if (!handler) throw new Error(`The bundle exports no ${exported}`)
  process.on('message', async (message: ToHost) => {
    try {
      send({ type: 'result', result: (await run(handler, message)) ?? null })
    } catch (error) {
      send({ type: 'error', error: describe(error) })
    }
  })
  send({ type: 'ready' })
} catch (error) {
  send({ type: 'crash', error: describe(error) })
  process.exitCode = 1
  process.disconnect?.()
}
