// AWS Lambda: runs the bundles that the synthesis made, in processes of their own.
import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Gate } from './gate.ts'
import type { Handler } from './http.ts'
import { roleOf } from './iam.ts'
import { createLambdaApi } from './lambda-api.ts'
import { createPool } from './lambda-pool.ts'
import { startSandbox } from './lambda-process.ts'
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

type Properties = {
  Code: { S3Key?: string; ZipFile?: string }
  Handler?: string
  Runtime?: string
  Role: string
  Timeout?: number
  MemorySize?: number
  ReservedConcurrentExecutions?: number
  Environment?: { Variables: Record<string, string> }
  LoggingConfig?: { LogFormat?: string; ApplicationLogLevel?: string }
  Layers?: string[]
  DeadLetterConfig?: object
  Tags?: { Key: string; Value: string }[]
}
export type Lambda = Resource<Properties>
type Options = { assembly: Assembly; store: Store; url: string; gate: Gate; log: Log }

/** Invocations that the local page shows, of all functions and of one. */
const kept = 200
const keptOfOne = 50
/** Characters of an event, of a result and of logs that are kept. */
const shown = 65_536
/** Bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largest = { RequestResponse: 6 << 20, Event: 1 << 20 }
/** Seconds that a function has to load, besides the time for its event. */
const loadingTime = 10
/** Seconds: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const retryAfter = [60, 120]

/** Functions can be named by physical name, ARN or by the name given to `defineFunction`. */
export function createFunctions(options: Options): Functions & { handle: Handler } {
  const { store, url, gate, log } = options
  let assembly = options.assembly
  const history: Invocation[] = []
  const retries = new Set<NodeJS.Timeout>()
  const lambdas = () => assembly.of<Properties>('AWS::Lambda::Function')

  const lookUp = (name: string): Lambda | undefined =>
    // Without the alias or version that may follow an ARN.
    assembly.find('AWS::Lambda::Function', name.replace(/(:function:[^:]+):.*$/, '$1')) ??
    lambdas().find((one) => friendlyName(one) === name)
  const find = (name: string): Lambda => {
    const lambda = lookUp(name)
    if (lambda) return lambda
    throw new ServiceError('ResourceNotFoundException', `There is no function ${name}`, 404)
  }
  const accessKey = ({ name }: Lambda) => `ASIA${store.secret(`function ${name}`).toUpperCase()}`
  const secretKey = ({ name }: Lambda) => store.secret(`secret key of the function ${name}`)
  const sessionToken = ({ name }: Lambda) => store.secret(`session of the function ${name}`)
  const print = (lambda: Lambda, text: string) => {
    for (const line of text.trimEnd().split('\n')) log(`[${friendlyName(lambda)}] ${line}`)
  }

  const pool = createPool(async (name, signal) => {
    const lambda = find(name)
    const { Handler = 'index.handler', MemorySize = 128, Runtime = '' } = lambda.properties
    if (!isNode(lambda)) {
      const what = `is not a Node.js function (${Runtime || 'an image'}), and others are not available locally`
      throw failure('Runtime.NotAvailableLocally', `The function ${friendlyName(lambda)} ${what}`)
    }
    const [, file = 'index', exported = 'handler'] = /^([^.]*)\.(.*)$/.exec(Handler) ?? []
    const folder = folderOf(lambda)
    const bundle = ['.mjs', '.js', '.cjs'].map((end) => join(folder, file + end)).find(existsSync)
    if (!bundle) throw failure('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`)
    // On Lambda a `.js` file is CommonJS; here the project's package.json would make it a module.
    const manifest = join(folder, 'package.json')
    if (bundle.endsWith('.js') && !existsSync(manifest)) writeFileSync(manifest, '{}')
    return startSandbox({
      bundle,
      exported,
      folder,
      memory: MemorySize,
      runtime: Runtime,
      env: environment(lambda, folder),
      seconds: loadingTime + secondsOf(lambda),
      log: (text) => print(lambda, text),
      signal,
    })
  })

  const folderOf = ({ name, properties: { Code } }: Lambda): string => {
    if (Code.ZipFile === undefined) return assembly.asset(Code.S3Key ?? '')
    const file = store.path('functions', name, 'index.js')
    writeFileSync(file, Code.ZipFile)
    return dirname(file)
  }

  /** What Lambda and Amplify's runtime would set, and nothing of this process's own variables. */
  const environment = (lambda: Lambda, folder: string): Record<string, string | undefined> => {
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
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: lambda.properties.Handler ?? 'index.handler',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.properties.Runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: lambda.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.properties.MemorySize ?? 128),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_LOG_LEVEL: LogFormat === 'JSON' ? ApplicationLogLevel : undefined,
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
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

  /** Gives the JSON that the function returns. */
  const run = async (
    lambda: Lambda,
    invocation: Invocation,
    event: string,
    mayWait: boolean,
    sink: Sink,
  ): Promise<string> => {
    const { ReservedConcurrentExecutions } = lambda.properties
    const sandbox = await pool.acquire(lambda.name, ReservedConcurrentExecutions, mayWait)
    const arn = arnOf(lambda.name, assembly.placeholders)
    let room = shown
    const keep = (text: string) => {
      print(lambda, text)
      if (room <= 0) return
      const lines = text.trimEnd().slice(0, room).split('\n')
      for (const line of lines) invocation.logs.push(line)
      room -= text.length
      if (room <= 0) invocation.logs.push('… (the rest is in the terminal)')
    }
    const started = performance.now()
    try {
      const task = { id: invocation.id, event, arn, seconds: secondsOf(lambda) }
      return await sandbox.run(task, sink, keep)
    } finally {
      invocation.milliseconds = Math.round(performance.now() - started)
      pool.release(lambda.name, sandbox)
    }
  }

  const record = (lambda: Lambda, event: unknown, json: string): Invocation => {
    const functionName = friendlyName(lambda)
    const invocation: Invocation = {
      id: randomUUID(),
      functionName,
      startedAt: new Date().toISOString(),
      event: excerpt(event, json),
      logs: [],
    }
    history.unshift(invocation)
    const own = history.filter((one) => one.functionName === functionName)
    const surplus = own[keptOfOne]
    if (surplus) history.splice(history.indexOf(surplus), 1)
    history.length = Math.min(history.length, kept)
    return invocation
  }

  const perform = async (
    lambda: Lambda,
    invocation: Invocation,
    json: string,
    { mayWait = false, sink }: { mayWait?: boolean; sink?: Sink } = {},
  ): Promise<unknown> => {
    const started = performance.now()
    const whole = gathering()
    try {
      const answer = await run(lambda, invocation, json, mayWait, sink ?? whole.sink)
      const text = whole.isStreamed() ? whole.json() : answer
      const result: unknown = JSON.parse(text)
      invocation.result = excerpt(result, text)
      return result
    } catch (error) {
      const failed = error instanceof FunctionFailure || error instanceof ServiceError
      const told = failed ? error : failure('Sandbox.Failure', String(error))
      invocation.error =
        told instanceof FunctionFailure
          ? told.detail
          : { errorType: told.code, errorMessage: told.message }
      log(`[${invocation.functionName}] ${told.name}: ${told.message}`)
      throw told
    } finally {
      invocation.milliseconds ??= Math.round(performance.now() - started)
    }
  }

  /** Lambda calls a function up to two times more when it fails and nobody waits for it. */
  const performLater = async (lambda: Lambda, event: unknown, json: string, tries = 0) => {
    const invocation = record(lambda, event, json)
    try {
      await perform(lambda, invocation, json, { mayWait: true })
    } catch {
      const seconds = tries < retriesOf(lambda) ? retryAfter[tries] : undefined
      if (seconds === undefined) return
      log(`[${invocation.functionName}] is called again in ${seconds} seconds`)
      const again = () => {
        retries.delete(timer)
        const next = lookUp(lambda.name)
        if (next) void performLater(next, event, json, tries + 1)
      }
      const timer = setTimeout(again, seconds * 1000).unref()
      retries.add(timer)
    }
  }
  const configs = () => assembly.of<EventConfig>('AWS::Lambda::EventInvokeConfig')
  const retriesOf = ({ name }: Lambda) =>
    configs().find(({ properties }) => properties.FunctionName.split(':').at(-1) === name)
      ?.properties.MaximumRetryAttempts ?? retryAfter.length

  const invoke: Functions['invoke'] = async (name, event, { async = false } = {}) => {
    const lambda = find(name)
    const json = toJson(event, async ? 'Event' : 'RequestResponse')
    if (!async) return perform(lambda, record(lambda, event, json), json)
    void performLater(lambda, event, json)
    return null
  }

  return {
    invoke,
    async stream(name, event, sink) {
      const lambda = find(name)
      const json = toJson(event, 'RequestResponse')
      return perform(lambda, record(lambda, event, json), json, { sink })
    },
    invocations: () => history,
    missing() {
      // Functions that CloudFormation calls do their work at a deployment.
      const tools = assembly.resources
        .filter(({ type }) => /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(type))
        .map(({ properties }) => lookUp(String(properties.ServiceToken)))
      const own = lambdas().filter((one) => !tools.includes(one))
      const named = (what: string, uses: (lambda: Lambda) => unknown) =>
        own.filter(uses).map((one) => `${what} (${friendlyName(one)})`)
      const destinations = configs()
        .filter(({ properties }) => properties.DestinationConfig)
        .map(({ properties }) => `destinations of functions (${properties.FunctionName})`)
      return [
        ...named('functions that are not Node.js', (one) => !isNode(one)),
        ...named('layers of functions', ({ properties }) => properties.Layers?.length),
        ...named('dead-letter queues of functions', (one) => one.properties.DeadLetterConfig),
        ...destinations,
      ]
    },
    credentials(key) {
      const lambda = lambdas().find((one) => accessKey(one) === key)
      if (!lambda) return undefined
      return {
        secretAccessKey: secretKey(lambda),
        sessionToken: sessionToken(lambda),
        principal: { role: roleOf(lambda.properties.Role), accessKeyId: key },
      }
    },
    refresh: pool.retire,
    async reload(next) {
      assembly = next
      pool.stop()
    },
    async close() {
      retries.forEach(clearTimeout)
      pool.stop()
    },
    handle: createLambdaApi({
      gate,
      assembly: () => assembly,
      lookUp,
      async perform(lambda, event, json) {
        const invocation = record(lambda, event, json)
        const result = await perform(lambda, invocation, json).catch((error: unknown) => {
          if (error instanceof FunctionFailure) return error
          throw error
        })
        return { invocation, result }
      },
      performLater: (lambda, event, json) => void performLater(lambda, event, json),
    }),
  }
}

type EventConfig = {
  FunctionName: string
  MaximumRetryAttempts?: number
  DestinationConfig?: object
}

const secondsOf = ({ properties: { Timeout = 3 } }: Lambda) => Timeout
const isNode = ({ properties: { Runtime } }: Lambda) => Runtime?.startsWith('nodejs') ?? false

/** The JSON of an event. Throws a RequestTooLargeException. */
export function toJson(event: unknown, type: 'RequestResponse' | 'Event'): string {
  const json = JSON.stringify(event) ?? 'null'
  const size = Buffer.byteLength(json)
  if (size <= largest[type]) return json
  throw new ServiceError(
    'RequestTooLargeException',
    `${size} byte payload is too large for the ${type} invocation type (limit ${largest[type]} bytes)`,
    413,
  )
}

/** What is kept of an event or a result. */
const excerpt = (value: unknown, json: string): unknown =>
  json.length <= shown ? value : `${json.slice(0, 2000)} … (${json.length} characters)`

/** Takes what a streaming function writes although nobody reads it bit by bit. */
function gathering() {
  const chunks: Buffer[] = []
  let streamed = false
  let size = 0
  const sink: Sink = {
    head: () => (streamed = true),
    write(chunk) {
      size += chunk.length
      if (size > largest.RequestResponse)
        throw failure('Function.ResponseSizeTooLarge', 'The function streams more than 6 MB')
      chunks.push(chunk)
    },
  }
  const json = () => {
    const text = Buffer.concat(chunks).toString()
    try {
      JSON.parse(text)
      return text
    } catch {
      return JSON.stringify(text)
    }
  }
  return { sink, json, isStreamed: () => streamed }
}

/** The ARN of a function by its physical name. */
export const arnOf = (
  name: string,
  { region, account }: Pick<Assembly['placeholders'], 'region' | 'account'>,
) => `arn:aws:lambda:${region}:${account}:function:${name}`

/** The name given to `defineFunction`, else the physical name. */
export function friendlyName({
  name,
  properties: { Tags = [] },
}: Resource<Pick<Properties, 'Tags'>>): string {
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

const failure = (errorType: string, errorMessage: string): FunctionFailure => {
  const detail: FunctionError = { errorType, errorMessage }
  return new FunctionFailure(detail)
}

const missingSecret = (lambda: Lambda, name: string): FunctionFailure =>
  failure(
    'MissingSecret',
    `The function ${friendlyName(lambda)} needs the secret ${name}. Add it to .amplify/local/secrets.json, as {"${name}": "…"}, or set it in the environment.`,
  )
