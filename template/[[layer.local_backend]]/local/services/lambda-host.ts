// The process in which one function runs: loads its bundle, then handles one event at a time, as Lambda's runtime does
// (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client).
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import type { FunctionError } from './types.ts'

export type ToHost = { id: string; event: string; deadline: number; arn: string; trace: string }

/**
 * `id` is that of the invocation, `text` a line of the log, Base64, or JSON. `crash` tells of a bundle that cannot be
 * loaded and of an error that no handler caught; the process ends then.
 */
export type FromHost = {
  type: 'ready' | 'log' | 'head' | 'chunk' | 'result' | 'error' | 'crash'
  id: string
  text: string
}

/** Bytes of JSON that a function may return: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestResult = 6_291_556

type Callback = (error: unknown, result?: unknown) => void
type Context = { callbackWaitsForEmptyEventLoop: boolean } & Record<string, unknown>
type LambdaHandler = ((event: unknown, context: object, callback?: Callback) => unknown) & {
  [isStreaming]?: true
}
type Streaming = (event: unknown, stream: Writable, context: object) => unknown

const [bundle = '', exported = 'handler', major = ''] = process.argv.slice(2)
const hasCallbacks = Number(major) < 24
const { channel } = process
const sendToBackend = process.send?.bind(process)
const send = (type: FromHost['type'], id: string, text: string, done = () => undefined as void) =>
  sendToBackend?.({ type, id, text } satisfies FromHost, done)
// The function's code is not told of the backend, and ends with it.
Object.assign(process, { send: undefined, disconnect: undefined })
process.once('disconnect', () => process.exit())

// Logs travel the same way as the result, so that they arrive before it.
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    send('log', '', typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    const written = rest.find((one) => typeof one === 'function')
    if (written) process.nextTick(written as () => void)
    return true
  }
}

class RuntimeError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = `Runtime.${name}`
  }
}

type Metadata = { statusCode?: number; headers?: Record<string, string>; cookies?: string[] }

/** What a streaming function writes to (https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html). */
class HttpResponseStream extends Writable {
  readonly #id: string
  /** JSON; undefined once it was sent. */
  #head: string | undefined = '{}'
  constructor(id: string) {
    super()
    this.#id = id
  }
  static from(stream: HttpResponseStream, metadata: Metadata) {
    stream.#setHead(metadata)
    return stream
  }
  setContentType(type: string) {
    this.#setHead({ headers: { 'content-type': type } })
  }
  #setHead(metadata: Metadata) {
    if (this.#head === undefined)
      throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.')
    this.#head = JSON.stringify(metadata)
  }
  #sendHead() {
    if (this.#head !== undefined) send('head', this.#id, this.#head)
    this.#head = undefined
  }
  override write(chunk: unknown, ...rest: never[]) {
    const isPlain = typeof chunk === 'string' || chunk instanceof Uint8Array
    this.#sendHead()
    return super.write(isPlain ? chunk : JSON.stringify(chunk), ...rest)
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.#sendHead()
    send('chunk', this.#id, chunk.toString('base64'), () => done())
  }
  override _final(done: () => void) {
    this.#sendHead()
    done()
  }
}

const isStreaming = Symbol('streams')
const streamifyResponse = (handler: LambdaHandler) =>
  Object.assign(handler, { [isStreaming]: true as const })
Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream } })

// The level of a function's logs: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'] as const
const methods = ['trace', 'debug', 'info', 'warn', 'error'] as const
const least = levels.findIndex((level) => level === process.env.AWS_LAMBDA_LOG_LEVEL)
for (const method of methods.slice(0, Math.max(0, least))) console[method] = () => undefined
if (least > levels.indexOf('INFO')) console.log = () => undefined

const longest = 100_000

/** JSON of a FunctionError. */
function describe(thrown: unknown): string {
  try {
    const error: FunctionError =
      thrown instanceof Error
        ? {
            errorType: thrown.name,
            errorMessage: thrown.message.slice(0, longest),
            trace: (thrown.stack ?? '').slice(0, longest).split('\n'),
          }
        : { errorType: typeof thrown, errorMessage: String(thrown).slice(0, longest), trace: [] }
    return JSON.stringify(error)
  } catch {
    return JSON.stringify({ errorType: 'handled', errorMessage: 'The error cannot be read' })
  }
}

/** The JSON of what a function returned. Throws where there is none, and where it is too much. */
function toJson(result: unknown): string {
  let json: string | undefined
  try {
    json = JSON.stringify(result)
  } catch {
    throw new RuntimeError('JSONStringifyError', 'Unable to stringify response body')
  }
  if (Buffer.byteLength(json ?? 'null') <= largestResult) return json ?? 'null'
  const message = `Response payload size exceeded maximum allowed payload size (${largestResult} bytes).`
  throw Object.assign(new Error(message), { name: 'Function.ResponseSizeTooLarge' })
}

// An invocation ends at the latest when nothing is left that could go on with it.
let whenNothingIsLeft = () => undefined as void
process.on('beforeExit', () => {
  channel?.ref()
  whenNothingIsLeft()
})

function run(handler: LambdaHandler, { id, event, deadline, arn }: ToHost): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const context: Context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }
  const settle: Callback = (error, result) => (error == null ? resolve(result) : reject(error))
  const neverSettled = () =>
    reject(new RuntimeError('NodeJsExit', 'A promise of the function was never settled.'))
  const input: unknown = JSON.parse(event)

  if (handler[isStreaming]) {
    const stream = new HttpResponseStream(id)
    const written = finished(stream)
    written.catch(reject)
    whenNothingIsLeft = () => reject('Response stream is not finished.')
    const returned = (handler as Streaming)(input, stream, context)
    if (!isPromise(returned)) reject('Streaming does not support non-async handlers.')
    else returned.then(() => written).then(() => resolve(null), reject)
    return promise
  }
  let isCalled = false
  const callback: Callback = (error, result) => {
    if (isCalled) return
    isCalled = true
    const end = () => settle(error, result)
    if (error == null && context.callbackWaitsForEmptyEventLoop) whenNothingIsLeft = end
    else end()
  }
  whenNothingIsLeft = () => resolve(null)
  if (hasCallbacks) {
    Object.assign(context, {
      done: settle,
      succeed: resolve,
      fail: (error: unknown) => reject(error ?? 'handled'),
    })
  }
  const returned = hasCallbacks ? handler(input, context, callback) : handler(input, context)
  if (isPromise(returned)) {
    whenNothingIsLeft = neverSettled
    returned.then(resolve, (error: unknown) => reject(error ?? 'handled'))
  } else if (!hasCallbacks) resolve(returned)
  return promise
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | undefined | null)?.then === 'function'

const crash = (error: unknown, status: number) =>
  send('crash', '', describe(error), () => process.exit(status))
process.on('uncaughtException', (error) => crash(error, 129))
process.on('unhandledRejection', (reason) =>
  crash(new RuntimeError('UnhandledPromiseRejection', String(reason)), 128),
)

async function load(): Promise<LambdaHandler> {
  const module: unknown = await import(pathToFileURL(bundle).href).catch((error: unknown) => {
    if (error instanceof SyntaxError) error.name = 'Runtime.UserCodeSyntaxError'
    const { code } = error as { code?: string }
    if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new RuntimeError('ImportModuleError', String(error))
  })
  const handler = exported
    .split('.')
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], module)
  if (typeof handler !== 'function') {
    const name = process.env._HANDLER
    throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`)
  }
  const found = handler as LambdaHandler
  if (!hasCallbacks && found.length > 2 && !found[isStreaming]) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    )
  }
  return found
}

try {
  const handler = await load()
  process.on('message', async (message: ToHost) => {
    process.env._X_AMZN_TRACE_ID = message.trace
    channel?.unref()
    try {
      send('result', message.id, toJson(await run(handler, message)))
    } catch (error) {
      send('error', message.id, describe(error))
    }
    whenNothingIsLeft = () => undefined
    channel?.ref()
  })
  send('ready', '', '')
} catch (error) {
  crash(error, 1)
}
