// CUSTOM_AUTH: functions of the backend define the challenges of a sign-in
// (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html).
import { isObject } from '../http.ts'
import { ServiceError } from '../types.ts'
import { triggerAttributes, type Context } from './context.ts'
import { srpFactor } from './first-factors.ts'
import { invalidParameter, notAuthorized } from './errors.ts'
import type { Texts } from './input.ts'
import type { CustomResult, Session } from './sessions.ts'
import { challenge, shown, signedIn, type Attempt, type Step } from './sign-in.ts'
import type { Trigger } from './triggers.ts'

/** Starts the flow; with `CHALLENGE_NAME: SRP_A` the password is proven first. */
export function startCustom(context: Context, attempt: Attempt, parameters: Texts): Promise<Step> {
  const withPassword = parameters.CHALLENGE_NAME === 'SRP_A'
  const results = withPassword ? [{ challengeName: 'SRP_A', challengeResult: true }] : []
  return nextChallenge(context, attempt, results, parameters.SRP_A)
}

/** Asks DefineAuthChallenge what comes next. */
export async function nextChallenge(
  context: Context,
  attempt: Attempt,
  results: CustomResult[],
  clientPublic?: string,
): Promise<Step> {
  const { challengeName, issueTokens, failAuthentication } = await run(
    context,
    attempt,
    'DefineAuthChallenge',
    { session: results },
    { challengeName: null, issueTokens: null, failAuthentication: null },
  )
  if (failAuthentication === true) throw notAuthorized()
  if (issueTokens === true) return signedIn(context, attempt)
  if (challengeName === 'PASSWORD_VERIFIER') {
    if (!clientPublic) throw invalidParameter('Missing required parameter SRP_A')
    return srpFactor(context, attempt, clientPublic, { custom: { results, parameters: {} } })
  }
  if (challengeName !== 'CUSTOM_CHALLENGE')
    throw new ServiceError('InvalidLambdaResponseException', 'Unrecognizable lambda output')
  const { publicChallengeParameters, privateChallengeParameters, challengeMetadata } = await run(
    context,
    attempt,
    'CreateAuthChallenge',
    { challengeName, session: results },
    { publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: null },
  )
  const visible = isObject(publicChallengeParameters) ? publicChallengeParameters : {}
  return challenge(context, attempt, 'CUSTOM_CHALLENGE', {
    parameters: {
      ...Object.fromEntries(Object.entries(visible).map(([name, value]) => [name, String(value)])),
      USERNAME: shown(context, attempt).username,
    },
    custom: {
      results,
      parameters: privateChallengeParameters,
      ...(typeof challengeMetadata === 'string' && { metadata: challengeMetadata }),
    },
  })
}

/** Lets VerifyAuthChallengeResponse judge an answer, then goes on. */
export async function answerCustom(
  context: Context,
  attempt: Attempt,
  { custom }: Session,
  answer: string,
): Promise<Step> {
  if (!custom) throw notAuthorized('Invalid session for the user.')
  const { answerCorrect } = await run(
    context,
    attempt,
    'VerifyAuthChallengeResponse',
    { privateChallengeParameters: custom.parameters, challengeAnswer: answer },
    { answerCorrect: null },
  )
  const result: CustomResult = {
    challengeName: 'CUSTOM_CHALLENGE',
    challengeResult: answerCorrect === true,
    ...(custom.metadata && { challengeMetadata: custom.metadata }),
  }
  return nextChallenge(context, attempt, [...custom.results, result])
}

function run(
  { triggers }: Context,
  { client, user, username, metadata }: Attempt,
  trigger: Trigger,
  request: Record<string, unknown>,
  response: Record<string, unknown>,
) {
  if (!triggers.has(trigger))
    throw invalidParameter(`Custom auth lambda trigger is not configured for the user pool.`)
  return triggers.run(trigger, {
    source: `${trigger}_Authentication`,
    userName: user?.username ?? username,
    clientId: client.id,
    request: {
      userAttributes: user ? triggerAttributes(user) : {},
      userNotFound: user === undefined,
      clientMetadata: metadata,
      ...request,
    },
    response,
  })
}
