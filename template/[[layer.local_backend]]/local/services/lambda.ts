// AWS Lambda: runs the bundles that the synthesis made, each in a process of its own.
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Gate } from './gate.ts'
import { readText, sendJson } from './http.ts'
import type { FromHost, ToHost } from './lambda-host.ts'
import {
  FunctionFailure,
  ServiceError,
  type Assembly,
  type FunctionError,
  type Functions,
  type Invocation,
  type Log,
  type Resource,
  type Sink,
  type Store,
} from './types.ts'
import type { Handler } from './http.ts'

type Properties = {
  Code: { S3Key?: string }
  Handler?: string
  Runtime?: string
  Role: string
  Timeout?: number
  MemorySize?: number
  Environment?: { Variables: Record<string, string> }
  LoggingConfig?: { LogFormat?: string; ApplicationLogLevel?: string }
  Tags?: { Key: string; Value: string }[]
}
type Lambda = Resource<Properties>
type Options = { assembly: Assembly; store: Store; url: string; gate: Gate; log: Log }

const kept = 200
const nowhere: Sink = { head: () => undefined, write: () => undefined }

/**
 * Functions can be named by physical name, ARN or by the name given to `defineFunction`.
 * `handle` answers Lambda's Invoke call at `/2015-03-31/functions/NAME/invocations`.
 */
export function createFunctions(options: Options): Functions & { handle: Handler } {
  const { store, url, log } = options
  let assembly = options.assembly
  /** The processes that may be given an event; the one of each function that waits for its next is in `idle`. */
  const alive = new Set<ChildProcess>()
  const idle = new Map<string, ChildProcess>()
  const history: Invocation[] = []

  const find = (name: string): Lambda => {
    const lambda =
      assembly.find<Properties>('AWS::Lambda::Function', name) ??
      assembly.of<Properties>('AWS::Lambda::Function').find((one) => friendlyName(one) === name)
    if (lambda) return lambda
    throw new ServiceError('ResourceNotFoundException', `There is no function ${name}`, 404)
  }
  const accessKey = ({ name }: Lambda) => `ASIA${store.secret(`function ${name}`).toUpperCase()}`
  const secretKey = ({ name }: Lambda) => store.secret(`secret key of the function ${name}`)
  const sessionToken = ({ name }: Lambda) => store.secret(`session of the function ${name}`)

  const start = (lambda: Lambda): Promise<ChildProcess> => {
    const { Handler = 'index.handler', MemorySize = 128 } = lambda.properties
    const [file = 'index', exported = 'handler'] = Handler.split('.')
    const folder = assembly.asset(lambda.properties.Code.S3Key ?? '')
    const bundle = ['.mjs', '.js', '.cjs'].map((end) => join(folder, file + end)).find(existsSync)
    if (!bundle) {
      throw failure(lambda, 'is not a Node.js function, and others are not available locally')
    }
    // On Lambda a `.js` file is CommonJS; here the project's package.json would make it a module.
    const manifest = join(folder, 'package.json')
    if (bundle.endsWith('.js') && !existsSync(manifest)) writeFileSync(manifest, '{}')
    const child = fork(join(import.meta.dirname, 'lambda-host.ts'), [bundle, exported], {
      execArgv: [`--max-old-space-size=${MemorySize}`, '--enable-source-maps'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      cwd: folder,
      env: environment(lambda),
    })
    alive.add(child)
    child.once('exit', () => alive.delete(child))
    return new Promise((ready, reject) => {
      const onMessage = (message: FromHost) => {
        if (message.type === 'log') print(lambda, message.text)
        if (message.type === 'crash') reject(new FunctionFailure(message.error))
        if (message.type !== 'ready') return
        child.off('message', onMessage)
        ready(child)
      }
      child.on('message', onMessage)
      child.once('exit', (status) => reject(failure(lambda, `ended with status ${status}`)))
    })
  }

  const discard = (child: ChildProcess) => {
    alive.delete(child)
    child.kill('SIGKILL')
  }

  const print = (lambda: Lambda, text: string) => {
    for (const line of text.trimEnd().split('\n')) log(`[${friendlyName(lambda)}] ${line}`)
  }

  /** What Lambda and Amplify's runtime would set, and nothing of this process's own variables. */
  const environment = (lambda: Lambda): Record<string, string | undefined> => {
    const { AMPLIFY_SSM_ENV_CONFIG: config, ...variables } =
      lambda.properties.Environment?.Variables ?? {}
    const parameters = JSON.parse(config ?? '{}') as Record<string, { path: string }>
    const secrets = store.read<Record<string, string>>('secrets.json') ?? {}
    for (const [variable, { path }] of Object.entries(parameters)) {
      const name = path.split('/').at(-1) ?? variable
      const parameter = assembly.find<{ Value: string }>('AWS::SSM::Parameter', path)
      const value = parameter?.properties.Value ?? secrets[name] ?? process.env[name]
      if (value === undefined) throw missingSecret(lambda, name)
      variables[variable] = value
    }
    const { region } = assembly.placeholders
    const { LogFormat, ApplicationLogLevel = 'INFO' } = lambda.properties.LoggingConfig ?? {}
    return {
      PATH: process.env.PATH,
      SYSTEMROOT: process.env.SYSTEMROOT,
      TMPDIR: tmpdir(),
      TZ: 'UTC',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.properties.Runtime ?? 'nodejs'}`,
      AWS_LAMBDA_FUNCTION_NAME: lambda.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.properties.MemorySize ?? 128),
      AWS_LAMBDA_LOG_LEVEL: LogFormat === 'JSON' ? ApplicationLogLevel : undefined,
      AWS_ACCESS_KEY_ID: accessKey(lambda),
      AWS_SECRET_ACCESS_KEY: secretKey(lambda),
      AWS_SESSION_TOKEN: sessionToken(lambda),
      // The SDK reads these: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
      AWS_ENDPOINT_URL: `${url}/unavailable`,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
      AWS_ENDPOINT_URL_S3: `${url}/s3`,
      AWS_ENDPOINT_URL_DYNAMODB: `${url}/dynamodb`,
      AWS_ENDPOINT_URL_LAMBDA: `${url}/lambda`,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `${url}/cognito-idp`,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY: `${url}/cognito-identity`,
      ...variables,
    }
  }

  const run = async (lambda: Lambda, invocation: Invocation, sink: Sink): Promise<unknown> => {
    const waiting = idle.get(lambda.name)
    idle.delete(lambda.name)
    const child = waiting && alive.has(waiting) ? waiting : await start(lambda)
    const seconds = lambda.properties.Timeout ?? 3
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const onExit = (status: number | null) =>
      reject(failure(lambda, `ended with status ${status} before it answered`))
    const onTimeout = () => {
      discard(child)
      reject(
        new FunctionFailure({
          errorType: 'Sandbox.Timedout',
          errorMessage: `Task timed out after ${seconds.toFixed(2)} seconds`,
        }),
      )
    }
    child.once('exit', onExit)
    child.removeAllListeners('message').on('message', (message: FromHost) => {
      if (message.type === 'log') {
        invocation.logs.push(...message.text.trimEnd().split('\n'))
        print(lambda, message.text)
      }
      if (message.type === 'head') sink.head(message.status, message.headers)
      if (message.type === 'chunk') sink.write(Buffer.from(message.base64, 'base64'))
      if (message.type === 'crash') discard(child)
      if (message.type === 'crash' || message.type === 'error')
        reject(new FunctionFailure(message.error))
      if (message.type === 'result') resolve(message.result)
    })
    const timer = setTimeout(onTimeout, seconds * 1000)
    const { id, event } = invocation
    const deadline = Date.now() + seconds * 1000
    const arn = `arn:aws:lambda:${assembly.placeholders.region}:${assembly.placeholders.account}:function:${lambda.name}`
    try {
      // A process that has just ended fails to take the event, which its exit tells.
      child.send({ id, event, deadline, arn } satisfies ToHost, () => undefined)
      return await promise
    } finally {
      clearTimeout(timer)
      child.off('exit', onExit)
      if (alive.has(child) && !idle.has(lambda.name)) idle.set(lambda.name, child)
      else discard(child)
    }
  }

  const record = async (lambda: Lambda, event: unknown, sink = nowhere): Promise<unknown> => {
    const started = performance.now()
    const invocation: Invocation = {
      id: randomUUID(),
      functionName: friendlyName(lambda),
      startedAt: new Date().toISOString(),
      event,
      logs: [],
    }
    history.unshift(invocation)
    history.length = Math.min(history.length, kept)
    try {
      return (invocation.result = await run(lambda, invocation, sink))
    } catch (error) {
      if (!(error instanceof FunctionFailure)) throw error
      invocation.error = error.detail
      log(`[${invocation.functionName}] ${error.name}: ${error.message}`)
      throw error
    } finally {
      invocation.milliseconds = Math.round(performance.now() - started)
    }
  }

  const invoke: Functions['invoke'] = async (name, event, { async = false } = {}) => {
    const done = record(find(name), event)
    if (!async) return done
    done.catch(() => undefined) // recorded and printed; nobody waits for it
    return null
  }

  const stop = () => {
    alive.forEach(discard)
    idle.clear()
  }

  return {
    invoke,
    stream: async (name, event, sink) => record(find(name), event, sink),
    invocations: () => history,
    credentials(key) {
      const lambda = assembly
        .of<Properties>('AWS::Lambda::Function')
        .find((one) => accessKey(one) === key)
      if (!lambda) return undefined
      const role = lambda.properties.Role.split('/').at(-1) ?? ''
      return {
        secretAccessKey: secretKey(lambda),
        sessionToken: sessionToken(lambda),
        principal: { role, accessKeyId: key },
      }
    },
    async reload(next) {
      assembly = next
      stop()
    },
    async close() {
      stop()
    },
    async handle(request, response) {
      const [, name] =
        /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? []
      if (!name)
        throw new ServiceError(
          'NotImplemented',
          `Lambda: ${request.url} is not available locally`,
          501,
        )
      const event: unknown = JSON.parse((await readText(request)) || '{}')
      const async = request.headers['x-amz-invocation-type'] === 'Event'
      try {
        const result = await invoke(decodeURIComponent(name), event, { async })
        sendJson(response, async ? 202 : 200, result, 'application/json')
      } catch (error) {
        if (!(error instanceof FunctionFailure)) throw error
        response.setHeader('x-amz-function-error', 'Unhandled')
        sendJson(response, 200, error.detail, 'application/json')
      }
    },
  }
}

/** The name given to `defineFunction`, else the physical name. */
export function friendlyName({ name, properties: { Tags = [] } }: Lambda): string {
  return Tags.find(({ Key }) => Key === 'amplify:friendly-name')?.Value ?? name
}

/** Secrets that functions of an assembly need and nobody has set, by function. */
export function missingSecrets(assembly: Assembly, store: Store): [name: string, secret: string][] {
  const secrets = store.read<Record<string, string>>('secrets.json') ?? {}
  return assembly.of<Properties>('AWS::Lambda::Function').flatMap((lambda) => {
    const config = lambda.properties.Environment?.Variables.AMPLIFY_SSM_ENV_CONFIG ?? '{}'
    return Object.values(JSON.parse(config) as Record<string, { path: string }>)
      .filter(({ path }) => !assembly.find('AWS::SSM::Parameter', path))
      .map(({ path }) => path.split('/').at(-1) ?? '')
      .filter((name) => secrets[name] === undefined && process.env[name] === undefined)
      .map((name): [string, string] => [friendlyName(lambda), name])
  })
}

function failure(lambda: Lambda, what: string): FunctionFailure {
  const detail: FunctionError = {
    errorType: 'Runtime.ExitError',
    errorMessage: `The function ${friendlyName(lambda)} ${what}`,
  }
  return new FunctionFailure(detail)
}

function missingSecret(lambda: Lambda, name: string): FunctionFailure {
  return new FunctionFailure({
    errorType: 'MissingSecret',
    errorMessage: `The function ${friendlyName(lambda)} needs the secret ${name}. Add it to .amplify/local/secrets.json, as {"${name}": "…"}, or set it in the environment.`,
  })
}
