import type {
  APIGatewayProxyEvent,
  APIGatewayProxyHandler,
  APIGatewayProxyResult,
} from 'aws-lambda'

/** Lets pages at these addresses read what a function answers. Others get the answer without the header for it. */
export function withCors(
  addresses: string,
  answer: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>,
): APIGatewayProxyHandler {
  const known = addresses.split(' ')
  return async (event) => {
    const { headers, ...rest } = await answer(event)
    const origin = event.headers.origin ?? event.headers.Origin ?? ''
    const cors = known.includes(origin) && { 'access-control-allow-origin': origin }
    return { ...rest, headers: { ...headers, vary: 'origin', ...cors } }
  }
}
