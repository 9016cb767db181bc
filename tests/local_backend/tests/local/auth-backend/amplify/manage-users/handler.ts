// Sends one command to the user pool, as functions with `auth.access` do.
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import { env } from '$amplify/env/manage-users'

/** `bodies` go in the place of the input, one after the other, for what the SDK would not send. */
type Event = { command: string; input: Record<string, unknown>; bodies?: string[] }

const client = new cognito.CognitoIdentityProviderClient()

export const handler = async ({ command, input, bodies }: Event): Promise<unknown> => {
  const Command = Reflect.get(cognito, `${command}Command`)
  const given = { UserPoolId: env.AMPLIFY_AUTH_USERPOOL_ID, ...input }
  const send = async (body?: string) => {
    const request = new Command(given)
    if (body !== undefined)
      request.middlewareStack.add(replacing(body), { step: 'build', priority: 'low' })
    const { $metadata, ...output } = await client.send(request)
    return output
  }
  if (!bodies) return send()
  const answers = bodies.map((body) =>
    send(body).then(
      () => 'answered',
      (error: Error) => error.name,
    ),
  )
  return { answers: await Promise.all(answers) }
}

type Call = { request: { body: string; headers: Record<string, string> } }

const replacing = (body: string) => (next: (call: Call) => unknown) => (call: Call) => {
  call.request.body = body
  call.request.headers['content-length'] = String(Buffer.byteLength(body))
  return next(call)
}
