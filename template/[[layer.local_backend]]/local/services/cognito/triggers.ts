// The Lambda triggers of the user pool: the event a function gets, and what becomes of its answer
// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html).
import { isObject } from '../http.ts'
import { FunctionFailure, ServiceError, type Functions } from '../types.ts'
import type { Input } from './input.ts'
import type { Pool } from './pool.ts'

/** Names as in `LambdaConfig`. */
export type Trigger =
  | 'PreSignUp'
  | 'PostConfirmation'
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'PreTokenGeneration'
  | 'CustomMessage'
  | 'DefineAuthChallenge'
  | 'CreateAuthChallenge'
  | 'VerifyAuthChallengeResponse'
  | 'UserMigration'

export type Call = {
  /** Such as `PreSignUp_SignUp`. */
  source: string
  userName: string
  clientId: string
  request: Record<string, unknown>
  /** What `response` holds when the function starts. */
  response?: Record<string, unknown>
}

export type Triggers = {
  has(trigger: Trigger): boolean
  /**
   * Runs the function and gives its `response`; an empty one when the pool has no such trigger.
   * A function that throws refuses the step: UserLambdaValidationException with its message.
   */
  run(trigger: Trigger, call: Call): Promise<Input>
  /** Version of the PreTokenGeneration event: '1', '2' or '3'. */
  tokenVersion(): string
}

export function createTriggers(pool: () => Pool, functions: Pick<Functions, 'invoke'>): Triggers {
  const configuration = () => pool().properties.LambdaConfig ?? {}
  const tokenConfig = () => {
    const config = configuration().PreTokenGenerationConfig
    return isObject(config) ? config : {}
  }
  const arnOf = (trigger: Trigger) => {
    const arn =
      (trigger === 'PreTokenGeneration' ? tokenConfig().LambdaArn : undefined) ??
      configuration()[trigger]
    return typeof arn === 'string' ? arn : undefined
  }
  const tokenVersion = () => String(tokenConfig().LambdaVersion ?? 'V1_0').charAt(1)

  return {
    has: (trigger) => arnOf(trigger) !== undefined,
    tokenVersion,
    run: async (trigger, call) => {
      const arn = arnOf(trigger)
      if (!arn) return {}
      const event = {
        version: trigger === 'PreTokenGeneration' ? tokenVersion() : '1',
        triggerSource: call.source,
        region: pool().region,
        userPoolId: pool().id,
        userName: call.userName,
        callerContext: { awsSdkVersion: 'local', clientId: call.clientId },
        request: call.request,
        response: call.response ?? {},
      }
      const result = await functions.invoke(arn, event).catch((error: unknown) => {
        if (!(error instanceof FunctionFailure)) throw error
        // Cognito adds the full stop itself, also behind one that is there.
        throw new ServiceError(
          'UserLambdaValidationException',
          `${trigger} failed with error ${error.detail.errorMessage}.`,
        )
      })
      if (!isObject(result) || !isObject(result.response))
        throw new ServiceError('InvalidLambdaResponseException', 'Unrecognizable lambda output')
      return result.response
    },
  }
}
