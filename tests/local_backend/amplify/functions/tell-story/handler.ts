import { setTimeout } from 'node:timers/promises'
import type { LambdaFunctionURLEvent } from 'aws-lambda'

export const handler = awslambda.streamifyResponse<LambdaFunctionURLEvent>(
  async (event, stream) => {
    if (event.body === '"gone"') {
      stream = awslambda.HttpResponseStream.from(stream, {
        statusCode: 410,
        headers: { 'x-story': 'none' },
      })
    } else stream.setContentType('text/plain')
    for (const word of ['Once', 'upon', 'a', 'time']) {
      stream.write(word)
      await setTimeout(50)
    }
    stream.end()
  },
)
