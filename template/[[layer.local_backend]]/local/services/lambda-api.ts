// Lambda's own API, of which functions call Invoke.
// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
import type { Gate } from './gate.ts'
import { decodePath, readBody, sendJson, type Handler } from './http.ts'
import { arnOf, toJson, type Lambda } from './lambda.ts'
import { FunctionFailure, ServiceError, type Assembly, type Invocation } from './types.ts'

type Options = {
  gate: Gate
  assembly: () => Assembly
  lookUp: (name: string) => Lambda | undefined
  perform: (
    lambda: Lambda,
    event: unknown,
    json: string,
  ) => Promise<{ invocation: Invocation; result: unknown }>
  performLater: (lambda: Lambda, event: unknown, json: string) => void
}

const types = ['RequestResponse', 'Event', 'DryRun']

/** Answers at `/2015-03-31/functions/NAME/invocations`. */
export function createLambdaApi({ gate, assembly, lookUp, ...run }: Options): Handler {
  const answer: Handler = async (request, response) => {
    const { method, url = '/', headers } = request
    const [path = '', search] = url.split('?')
    const body = await readBody(request)
    const principal = gate.caller('lambda', request, body)
    if (!principal) {
      const message = 'Missing Authentication Token'
      throw new ServiceError('MissingAuthenticationTokenException', message, 403)
    }
    const [, encoded] = /^\/2015-03-31\/functions\/([^/]+)\/invocations\/?$/.exec(path) ?? []
    if (!encoded || method !== 'POST') {
      const message = `Lambda: ${method} ${path} is not available locally, only Invoke is`
      throw new ServiceError('NotImplementedException', message, 501)
    }
    const named = new URLSearchParams(search).get('Qualifier')
    const { name, arn, qualifier } = readName(decodePath(encoded), named, assembly())
    const { placeholders } = assembly()
    const known = arn === arnOf(name, placeholders) ? lookUp(name) : undefined
    const unqualified = known ? arnOf(known.name, placeholders) : arn
    const resource = qualifier ? `${unqualified}:${qualifier}` : unqualified
    gate.assert(principal, [{ action: 'lambda:InvokeFunction', resource }])
    if (!known || !hasQualifier(known, qualifier, assembly())) {
      throw new ServiceError('ResourceNotFoundException', `Function not found: ${resource}`, 404)
    }

    const type = String(headers['x-amz-invocation-type'] ?? types[0])
    const event = readEvent(body)
    if (type === 'DryRun') return void response.writeHead(204).end()
    if (type === 'Event') {
      run.performLater(known, event, toJson(event, type))
      return void response.writeHead(202).end()
    }
    if (type !== 'RequestResponse') {
      const message = `The invocation type ${type} is none of ${types.join(', ')}`
      throw new ServiceError('InvalidParameterValueException', message)
    }
    const { invocation, result } = await run.perform(known, event, toJson(event, type))
    const isFailed = result instanceof FunctionFailure
    if (isFailed) response.setHeader('x-amz-function-error', 'Unhandled')
    if (headers['x-amz-log-type'] === 'Tail') {
      response.setHeader('x-amz-log-result', tailOf(invocation))
    }
    response.setHeader('x-amzn-requestid', invocation.id)
    response.setHeader('x-amz-executed-version', '$LATEST')
    sendJson(response, 200, (isFailed ? result.detail : result) ?? null, 'application/json')
  }

  return async (request, response) => {
    try {
      await answer(request, response)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const { status, message } = error
      const code = status === 413 ? 'RequestTooLargeException' : error.code
      response.setHeader('x-amzn-errortype', code)
      sendJson(response, status, { __type: code, Type: 'User', message }, 'application/json')
    }
  }
}

function readEvent(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}')
  } catch (error) {
    const message = `Could not parse request body into json: ${String(error)}`
    throw new ServiceError('InvalidRequestContentException', message)
  }
}

/** A name, an ARN or the end of one, each with or without a qualifier. */
function readName(given: string, named: string | null, { placeholders }: Assembly) {
  const pattern =
    /^(?:arn:aws[\w-]*:lambda:)?(?:([a-z]{2}[a-z-]*-\d):)?(?:(\d{12}):)?(?:function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/
  const [whole, region = placeholders.region, account = placeholders.account, name = '', own] =
    pattern.exec(given) ?? []
  if (!whole || (own && named && own !== named)) {
    const message = `${given} with the qualifier ${named} names no function`
    throw new ServiceError('InvalidParameterValueException', message)
  }
  return { name, arn: arnOf(name, { region, account }), qualifier: own ?? named ?? undefined }
}

function hasQualifier({ name }: Lambda, qualifier: string | undefined, assembly: Assembly) {
  if (qualifier === undefined || qualifier === '$LATEST') return true
  type Properties = { FunctionName: string; Name?: string }
  const isOfIt = ({ FunctionName }: Properties) => FunctionName.split(':').at(-1) === name
  return /^\d+$/.test(qualifier)
    ? assembly.of<Properties>('AWS::Lambda::Version').some((one) => isOfIt(one.properties))
    : assembly
        .of<Properties>('AWS::Lambda::Alias')
        .some(({ properties }) => isOfIt(properties) && properties.Name === qualifier)
}

/** The last 4 KB of the logs, in Base64. */
function tailOf({ id, logs, milliseconds }: Invocation): string {
  const lines = [
    `START RequestId: ${id} Version: $LATEST`,
    ...logs,
    `END RequestId: ${id}`,
    `REPORT RequestId: ${id}\tDuration: ${milliseconds} ms`,
  ]
  return Buffer.from(`${lines.join('\n')}\n`)
    .subarray(-4096)
    .toString('base64')
}
