// The URLs of functions, which answer at once or bit by bit.
// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
import type { ServerResponse } from 'node:http'
import { applyCors, type CorsConfiguration } from './cors.ts'
import type { Gate, Needed } from './gate.ts'
import { decodePath, sendJson, type Handler } from './http.ts'
import { eventOfHttp, readCall, sendAnswer, type Caller } from './http-events.ts'
import { FunctionFailure, ServiceError, type Assembly, type Functions, type Sink } from './types.ts'

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
}

/** Answers requests for `/ID/path`. */
export function createFunctionUrls({ assembly, functions, gate }: Options): Handler {
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

  return async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    const [, id = '', ...rest] = path.split('/')
    const found = assembly().find<Properties>('AWS::Lambda::Url', id)
    if (!found) throw new ServiceError('NotFound', `There is no function URL ${id}`, 404)
    const { TargetFunctionArn: arn, AuthType, InvokeMode, Cors } = found.properties
    applyCors(Cors, request, response)
    if (request.method === 'OPTIONS' && Cors) {
      response.writeHead(200).end()
      return
    }
    const { region, account } = assembly().placeholders
    const call = await readCall(request, {
      api: id,
      account,
      domain: `${id}.lambda-url.${region}.on.aws`,
      stage: '$default',
      path: `/${rest.map(decodePath).join('/')}`,
    })
    let who: Caller | undefined
    if (AuthType === 'AWS_IAM') {
      const principal = gate.caller('lambda', request, call.body)
      gate.assert(principal, neededFor(arn))
      who = principal
    }
    const event = eventOfHttp(call, {
      resource: '$default',
      parameters: {},
      ...(who && { caller: who }),
    })
    try {
      const isStreamed = InvokeMode === 'RESPONSE_STREAM'
      const result = isStreamed
        ? await functions.stream(arn, event, sinkOf(response))
        : await functions.invoke(arn, event)
      // A function that does not stream may stand behind a URL that does.
      if (response.headersSent) response.end()
      else sendAnswer(response, result, '2.0', { withoutCors: Boolean(Cors) })
    } catch (error) {
      if (!(error instanceof FunctionFailure)) throw error
      if (response.headersSent) response.destroy()
      else sendJson(response, 502, { Message: 'Internal Server Error' }, 'application/json')
    }
  }
}

function sinkOf(response: ServerResponse): Sink {
  return {
    head(status, headers) {
      response.statusCode = status
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    },
    write(chunk) {
      if (!response.headersSent && !response.hasHeader('content-type')) {
        response.setHeader('content-type', 'application/octet-stream')
      }
      response.write(chunk)
    },
  }
}
