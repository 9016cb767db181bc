// The operations that sign in: InitiateAuth and its siblings.
import { beforeSignIn, chooseFactor, passwordFactor, srpFactor } from './first-factors.ts'
import { challenges } from './challenges.ts'
import { clientOf, hidesUsers, type Caller, type Context, type Operations } from './context.ts'
import { startCustom } from './custom-auth.ts'
import { invalidParameter, notAuthorized, notEmulated, userNotFound } from './errors.ts'
import { optionalText, own, text, texts, type Input } from './input.ts'
import type { Client } from './pool.ts'
import type { Session } from './sessions.ts'
import { secondFactor, type Attempt, type Step } from './sign-in.ts'

type Flow = (
  context: Context,
  attempt: Attempt,
  input: Input,
  caller: Caller,
) => Promise<Step> | Step

const flows: Partial<Record<string, Flow>> = {
  USER_PASSWORD_AUTH: (context, attempt, input) =>
    passwordFactor(context, attempt, text(texts(input, 'AuthParameters'), 'PASSWORD')),
  USER_SRP_AUTH: (context, attempt, input) =>
    srpFactor(context, attempt, text(texts(input, 'AuthParameters'), 'SRP_A')),
  CUSTOM_AUTH: (context, attempt, input) =>
    startCustom(context, attempt, texts(input, 'AuthParameters')),
  USER_AUTH: (context, attempt, input, { origin }) => {
    const parameters = texts(input, 'AuthParameters')
    return chooseFactor(context, attempt, parameters.PREFERRED_CHALLENGE, parameters, origin)
  },
}
flows.ADMIN_USER_PASSWORD_AUTH = flows.USER_PASSWORD_AUTH

export function authenticationOperations(context: Context): Operations {
  const { users, sessions, tokens, stranger } = context

  const initiate = async (input: Input, caller: Caller): Promise<object> => {
    const client = clientOf(context, input)
    const name = flowName(client, text(input, 'AuthFlow'))
    const parameters = texts(input, 'AuthParameters')
    const metadata = texts(input, 'ClientMetadata')
    if (name === 'REFRESH_TOKEN_AUTH') {
      if (client.RefreshTokenRotation?.Feature === 'ENABLED')
        throw notAuthorized('Refresh token rotation is enabled: use GetTokensFromRefreshToken.')
      const token = text(parameters, 'REFRESH_TOKEN')
      return { AuthenticationResult: await tokens.refresh(token, client, metadata) }
    }
    const flow = own(flows, name)
    if (!flow) throw notEmulated(`AuthFlow ${name}`)
    const username = text(parameters, 'USERNAME')
    const user = users.find(username)
    const attempt: Attempt = { client, username, metadata, ...(user && { user }) }
    const ended = afterSignUp(client, attempt, optionalText(input, 'Session'))
    if (ended && name === 'USER_AUTH') return secondFactor(context, attempt)
    // A function may still migrate an unknown user, and may be told of it in CUSTOM_AUTH.
    const mayBeUnknown = context.triggers.has('UserMigration') && name.endsWith('PASSWORD_AUTH')
    if (!user && !hidesUsers(client) && !mayBeUnknown) throw userNotFound()
    await beforeSignIn(context, attempt)
    return flow(context, attempt, input, caller)
  }

  /** Whether the session is the one that a sign-up of this user has just ended with. */
  function afterSignUp(client: Client, { user }: Attempt, id: string | undefined): boolean {
    if (!id) return false
    const { sub } = sessions.get(id, client, 'SIGNED_UP')
    if (sub !== user?.sub) throw notAuthorized('Invalid session for the user.')
    sessions.end(id)
    return true
  }

  const respond = async (input: Input, { origin }: Caller): Promise<object> => {
    const client = clientOf(context, input)
    const name = text(input, 'ChallengeName')
    const responses = texts(input, 'ChallengeResponses')
    const handler = own(challenges, name)
    if (name.startsWith('DEVICE_')) throw notEmulated(`The challenge ${name}`)
    if (!handler) throw invalidParameter(`${JSON.stringify(name)} is no challenge.`)
    const id =
      name === 'PASSWORD_VERIFIER'
        ? text(responses, 'PASSWORD_CLAIM_SECRET_BLOCK')
        : text(input, 'Session')
    const session = sessions.get(id, client, name as Session['answers'][number])
    const user = session.sub ? users.find(session.sub) : undefined
    const given = text(responses, 'USERNAME')
    const expected = user ?? stranger(session.username)
    const named = users.find(given) ?? (given === expected.username ? expected : stranger(given))
    if ((session.sub && !user) || named !== expected)
      throw notAuthorized('Invalid session for the user.')
    const attempt: Attempt = {
      client,
      username: session.username,
      metadata: texts(input, 'ClientMetadata'),
      ...(user && { user }),
    }
    return handler(context, { session, id, attempt, responses, ...(origin && { origin }) })
  }

  return {
    InitiateAuth: (input, caller) => {
      if (text(input, 'AuthFlow').startsWith('ADMIN_'))
        throw invalidParameter('Initiate Auth method not supported.')
      return initiate(input, caller)
    },
    RespondToAuthChallenge: respond,
    AdminInitiateAuth: initiate,
    AdminRespondToAuthChallenge: respond,

    GetTokensFromRefreshToken: async (input) => {
      const metadata = texts(input, 'ClientMetadata')
      const token = text(input, 'RefreshToken')
      return {
        AuthenticationResult: await tokens.refresh(token, clientOf(context, input), metadata),
      }
    },

    RevokeToken: (input) => {
      tokens.revoke(text(input, 'Token'), clientOf(context, input))
      return {}
    },

    GlobalSignOut: (input) => {
      tokens.revokeAll(tokens.owner(text(input, 'AccessToken')).user)
      return {}
    },
  }
}

/** The flow under its present name; an InvalidParameterException when the client may not use it. */
function flowName(client: Client, name: string): string {
  const renamed: Partial<Record<string, string>> = {
    REFRESH_TOKEN: 'REFRESH_TOKEN_AUTH',
    ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
  }
  const present = own(renamed, name) ?? name
  // Without a list a client gets these three.
  const usual = ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
  const allowed = client.ExplicitAuthFlows ?? usual
  if (!allowed.includes(`ALLOW_${present}`))
    throw invalidParameter(`${present} flow not enabled for this client`)
  return present
}
