import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda'

/** Answers with the event that it got. */
export const handler = async (event: APIGatewayProxyEvent | APIGatewayProxyEventV2) => {
  if (event.queryStringParameters?.answer === 'nothing') return undefined
  if (event.queryStringParameters?.answer === 'error') throw new Error('as you wish')
  if (event.queryStringParameters?.answer === 'plain') return { plain: true }
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/json',
      'access-control-allow-origin': 'https://own.example',
    },
    body: JSON.stringify(event),
  }
}
