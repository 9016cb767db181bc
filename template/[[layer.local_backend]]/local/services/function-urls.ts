// The URLs of functions, which answer at once or bit by bit.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
import type { IncomingMessage, ServerResponse } from 'node:http'
import { applyCors, type CorsConfiguration } from './cors.ts'
import type { Gate, Needed } from './gate.ts'
import { decodePath, sendJson, type Handler } from './http.ts'
import {
  applyHead,
  eventOfHttp,
  Malformed,
  readAnswer,
  readCall,
  readHead,
  sendAnswer,
} from './http-events.ts'
import {
  FunctionFailure,
  ServiceError,
  type Assembly,
  type Functions,
  type Log,
  type Sink,
} from './types.ts'

type Properties = {
  TargetFunctionArn: string
  AuthType: 'AWS_IAM' | 'NONE'
  InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM'
  Cors?: CorsConfiguration
}
type Options = {
  /** The present assembly. */
  assembly: () => Assembly
  functions: Functions
  gate: Gate
  log: Log
}

const largestBody = 6 << 20

/** Answers requests for `/ID/path`. */
export function createFunctionUrls({ assembly, functions, gate, log }: Options): Handler {
  const neededFor = (resource: string): Needed[] => [
    {
      action: 'lambda:InvokeFunctionUrl',
      resource,
      context: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' },
    },
    {
      action: 'lambda:InvokeFunction',
      resource,
      context: { 'lambda:InvokedViaFunctionUrl': 'true' },
    },
  ]

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const [, id = '', ...rest] = path.split('/')
    const found = assembly().find<Properties>('AWS::Lambda::Url', id)
    if (!found) throw new ServiceError('NotFound', `There is no function URL ${id}`, 404)
    const { TargetFunctionArn: arn, AuthType, InvokeMode, Cors } = found.properties
    applyCors(Cors, request, response)
    if (request.method === 'OPTIONS' && Cors) return void response.writeHead(200).end()
    const { region, account } = assembly().placeholders
    const parts = rest.map(decodePath)
    const target = {
      api: id,
      account,
      domain: `${id}.lambda-url.${region}.on.aws`,
      stage: '$default',
      path: `/${parts.join('/')}`,
      parts,
    }
    const call = await readCall(request, target, largestBody)
    const caller = AuthType === 'AWS_IAM' ? gate.caller('lambda', request, call.body) : undefined
    if (AuthType === 'AWS_IAM') gate.assert(caller, neededFor(arn))
    const event = eventOfHttp(call, {
      resource: '$default',
      parameters: {},
      ...(caller && { caller }),
    })
    const sending = { withoutCors: Boolean(Cors), type: 'application/json' }
    if (InvokeMode !== 'RESPONSE_STREAM') {
      const result = await functions.invoke(arn, event)
      return sendAnswer(response, readAnswer(result, '2.0'), sending)
    }
    let isStreamed = false
    const sink: Sink = {
      head(metadata) {
        isStreamed = true
        const type = 'application/octet-stream'
        applyHead(response, readHead(metadata, '2.0'), { ...sending, type })
      },
      write: (chunk) => void response.write(chunk),
    }
    const result = await functions.stream(arn, event, sink)
    // A function that does not stream may stand behind a URL that does.
    if (isStreamed) response.end()
    else sendAnswer(response, readAnswer(result, '2.0'), sending)
  }

  return async (request, response) => {
    try {
      await answer(request, response)
    } catch (error) {
      if (error instanceof Malformed)
        log(`${request.method} ${request.url}: ${malformed} ${error.message}`)
      if (response.headersSent) return void response.destroy()
      const [status, Message] = refusalOf(error)
      for (const name of response.getHeaderNames())
        if (!name.startsWith('access-control-')) response.removeHeader(name)
      sendJson(response, status, { Message }, 'application/json')
    }
  }
}

const malformed = 'What the function answered is malformed:'

/** In the words of function URLs. What they do not know is thrown on. */
function refusalOf(error: unknown): [status: number, message: string] {
  if (error instanceof FunctionFailure || error instanceof Malformed)
    return [502, 'Internal Server Error']
  if (!(error instanceof ServiceError)) throw error
  return [error.status, error.status === 403 ? 'Forbidden' : error.message]
}
