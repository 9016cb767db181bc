// The process of a function, seen from the backend. What arrives from it is the word of the function's code.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { isObject } from './http.ts'
import type { FromHost, ToHost } from './lambda-host.ts'
import { FunctionFailure, type FunctionError, type Sink } from './types.ts'

export type Task = { id: string; event: string; arn: string; seconds: number }

export type Sandbox = {
  /**
   * Takes one event at a time, as JSON, and gives the JSON that the function returns. Rejects with a FunctionFailure.
   */
  run(task: Task, sink: Sink, log: (text: string) => void): Promise<string>
  /** Whether it can take another event. */
  isAlive(): boolean
  end(): void
  /** Fulfilled when the process has ended. */
  ended: Promise<void>
}

type Options = {
  bundle: string
  /** `handler`, or names with dots between them. */
  exported: string
  folder: string
  /** MB of the heap. */
  memory: number
  /** `nodejs22.x` */
  runtime: string
  env: Record<string, string | undefined>
  /** For what it takes to load. */
  seconds: number
  /** Gets what the code prints before its first event. */
  log: (text: string) => void
  /** Ends it at once. */
  signal: AbortSignal
}

/** Streamed bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestStream = 200 << 20

/** How long the last words of a process may take, in milliseconds. */
const grace = 500
/** Characters of a line from a process, more than any answer has. */
const longestLine = 64 << 20

const host = join(import.meta.dirname, 'lambda-host.ts')

/** Starts a process and loads the function. Rejects with a FunctionFailure. */
export async function startSandbox(options: Options): Promise<Sandbox> {
  const { bundle, exported, folder, memory, runtime, env, signal } = options
  const flags = [`--max-old-space-size=${memory}`, '--enable-source-maps']
  const code = [bundle, exported, /\d+/.exec(runtime)?.[0] ?? '']
  const child = spawn(process.execPath, [...flags, host, ...code], {
    // The last one leads to `lambda-host.ts`. An IPC channel would throw here at what it cannot read.
    stdio: ['ignore', 'pipe', 'pipe', 'overlapped'],
    cwd: folder,
    env,
    signal,
    killSignal: 'SIGKILL',
  })
  const channel = child.stdio[3] as Socket
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>()
  let alive = true
  let death: FunctionError | undefined
  let print = options.log
  let receive: (message: FromHost) => void = () => undefined
  let fail: (error: FunctionError) => void = () => undefined

  const end = () => {
    if (!alive) return
    alive = false
    receive = () => undefined
    child.kill('SIGKILL')
  }
  const onDeath = (detail: FunctionError) => {
    alive = false
    death ??= detail
    fail(death)
    onEnd()
  }
  child.on('error', (error) => {
    end()
    // Without a process there is no exit that would tell more.
    if (!child.pid) onDeath({ errorType: 'Sandbox.Failure', errorMessage: error.message })
  })
  child.once('exit', (status, killedBy) => {
    alive = false
    const tell = () =>
      onDeath({ errorType: 'Runtime.ExitError', errorMessage: exitOf(status, killedBy) })
    // What it said before comes first.
    if (channel.destroyed) tell()
    else channel.once('close', tell)
    setTimeout(tell, grace).unref()
  })
  channel.on('error', end).once('close', end)
  readLines(channel, (line) => {
    try {
      const message = JSON.parse(line) as unknown
      if (!isFromHost(message)) return
      if (message.type === 'log') print(message.text)
      else receive(message)
    } catch (error) {
      fail(detailOf(error))
      end()
    }
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('error', () => undefined)
    stream?.on('data', (text: string) => print(text))
  }

  /** What the process is asked for; it fails when the process ends or takes too long. */
  const answer = <T>(
    seconds: number,
    onMessage: (message: FromHost, resolve: (value: T) => void) => void,
  ): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    fail = (detail) => reject(new FunctionFailure(detail))
    receive = (message) => {
      onMessage(message, resolve)
      if (message.type !== 'crash') return
      fail(JSON.parse(message.text) as FunctionError)
      end()
    }
    const timer = setTimeout(() => {
      const errorMessage = `Task timed out after ${seconds.toFixed(2)} seconds`
      fail({ errorType: 'Sandbox.Timedout', errorMessage })
      end()
    }, seconds * 1000)
    if (death) fail(death)
    return promise.finally(() => {
      clearTimeout(timer)
      fail = () => undefined
      receive = () => undefined
    })
  }

  await answer<void>(options.seconds, ({ type }, resolve) => {
    if (type === 'ready') resolve()
  })

  return {
    run({ id, seconds, event, arn }, sink, log) {
      print = log
      let streamed = 0
      const running = answer<string>(seconds, (message, resolve) => {
        const { type, text } = message
        if (message.id !== id) return
        if (type === 'result') resolve(text)
        if (type === 'error') fail(JSON.parse(text) as FunctionError)
        if (type === 'head') sink.head(JSON.parse(text) as unknown)
        if (type !== 'chunk') return
        const chunk = Buffer.from(text, 'base64')
        streamed += chunk.length
        if (streamed > largestStream) throw tooLarge()
        sink.write(chunk)
      })
      const now = Date.now()
      const message: ToHost = {
        id,
        event,
        deadline: now + seconds * 1000,
        arn,
        trace: traceOf(now),
      }
      // Its exit tells why it does not take the event.
      channel.write(`${JSON.stringify(message)}\n`, (error) => error && end())
      return running
    },
    isAlive: () => alive && !channel.destroyed,
    end,
    ended,
  }
}

/** Calls back for each line. Ends a stream whose line has no end. */
function readLines(stream: Socket, onLine: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...lines] = text.split('\n')
    rest += first
    for (const line of lines) {
      onLine(rest)
      rest = line
    }
    if (rest.length > longestLine) stream.destroy()
  })
}

const signals: Record<string, string> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
}

/** In the words of Lambda; a heap that is too small ends in `signal: aborted`. */
function exitOf(status: number | null, signal: string | null): string {
  if (signal) return `Runtime exited with error: signal: ${signals[signal] ?? signal}`
  if (status) return `Runtime exited with error: exit status ${status}`
  return 'Runtime exited without providing a reason'
}

const isFromHost = (message: unknown): message is FromHost =>
  isObject(message) && ['type', 'id', 'text'].every((key) => typeof message[key] === 'string')

const detailOf = (error: unknown): FunctionError =>
  error instanceof FunctionFailure
    ? error.detail
    : { errorType: 'Runtime.InvalidResponse', errorMessage: String(error) }

const tooLarge = () =>
  new FunctionFailure({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${largestStream} bytes).`,
  })

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
function traceOf(now: number): string {
  const random = randomBytes(20).toString('hex')
  const time = Math.floor(now / 1000).toString(16)
  return `Root=1-${time}-${random.slice(0, 24)};Parent=${random.slice(24)};Sampled=0`
}
