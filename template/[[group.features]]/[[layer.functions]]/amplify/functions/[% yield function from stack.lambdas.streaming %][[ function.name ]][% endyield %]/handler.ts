import { setTimeout } from 'node:timers/promises'
import type { LambdaFunctionURLEvent } from 'aws-lambda'

/** Answers word by word. */
export const handler = awslambda.streamifyResponse<LambdaFunctionURLEvent>(
  async (event, stream) => {
    const { name } = JSON.parse(event.body || '{}') as { name?: string }
    const sentence = `Hello, ${name || 'world'}! Every word of this sentence arrives on its own.`
    stream.setContentType('text/plain; charset=utf-8')
    for (const word of sentence.split(' ')) {
      stream.write(`${word} `)
      await setTimeout(100)
    }
    stream.end()
  },
)
