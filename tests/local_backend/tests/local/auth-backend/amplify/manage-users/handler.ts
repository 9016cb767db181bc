// Sends one command to the user pool, as functions with `auth.access` do.
import * as cognito from '@aws-sdk/client-cognito-identity-provider'
import { env } from '$amplify/env/manage-users'

type Event = { command: string; input: Record<string, unknown> }

const client = new cognito.CognitoIdentityProviderClient()

export const handler = async ({ command, input }: Event): Promise<unknown> => {
  const Command = Reflect.get(cognito, `${command}Command`)
  const given = { UserPoolId: env.AMPLIFY_AUTH_USERPOOL_ID, ...input }
  const { $metadata, ...output } = await client.send(new Command(given))
  return output
}
