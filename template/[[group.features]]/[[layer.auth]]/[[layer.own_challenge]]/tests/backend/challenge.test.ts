import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type {
  DefineAuthChallengeTriggerEvent,
  VerifyAuthChallengeResponseTriggerEvent,
} from 'aws-lambda'
import { handler as define } from '../../amplify/auth/define-auth-challenge/handler.ts'
import { handler as verify } from '../../amplify/auth/verify-auth-challenge-response/handler.ts'

suite('custom challenge', () => {
  test('the password comes first, and tokens when all is passed', async () => {
    assert.equal(await next('SRP_A'), 'PASSWORD_VERIFIER')
    assert.equal(await next('SRP_A', 'PASSWORD_VERIFIER'), 'CUSTOM_CHALLENGE')
    assert.equal(await next('SRP_A', 'PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE'), 'tokens')
  })

  test('a second factor comes between the two', async () => {
    const proven = ['SRP_A', 'PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA']
    assert.equal(await next(...proven), 'CUSTOM_CHALLENGE')
    assert.equal(await next(...proven, 'CUSTOM_CHALLENGE'), 'tokens')
  })

  test('whoever leaves something out, or is wrong once, is refused', async () => {
    for (const steps of [
      [],
      ['CUSTOM_CHALLENGE'],
      ['SRP_A', 'CUSTOM_CHALLENGE'],
      ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE'],
      ['SRP_A', '-PASSWORD_VERIFIER'],
      ['SRP_A', 'PASSWORD_VERIFIER', '-SOFTWARE_TOKEN_MFA'],
      ['SRP_A', 'PASSWORD_VERIFIER', '-CUSTOM_CHALLENGE'],
      ['SRP_A', 'PASSWORD_VERIFIER', '-CUSTOM_CHALLENGE', 'CUSTOM_CHALLENGE'],
    ]) {
      assert.equal(await next(...steps), 'refused', steps.join())
    }
  })

  test('an answer is right when it is the one that is expected, and never when none is', async () => {
    assert.equal(await isRight('294731', '294731'), true)
    assert.equal(await isRight('294731', '294732'), false)
    assert.equal(await isRight('294731', ''), false)
    assert.equal(await isRight('', ''), false)
    assert.equal(await isRight(undefined, ''), false)
  })
})

/** What follows these steps; a minus stands before what went wrong. */
async function next(...steps: string[]) {
  const session = steps.map((step) => ({
    challengeName: step.replace('-', ''),
    challengeResult: !step.startsWith('-'),
  }))
  const event = { request: { session }, response: {} } as DefineAuthChallengeTriggerEvent
  const { response } = (await define(event, {} as never, () => {})) ?? event
  if (response.failAuthentication) return 'refused'
  return response.issueTokens ? 'tokens' : response.challengeName
}

async function isRight(answer: string | undefined, challengeAnswer: string) {
  const request = { privateChallengeParameters: { ...(answer !== undefined && { answer }) } }
  const event = {
    request: { ...request, challengeAnswer },
    response: {},
  } as VerifyAuthChallengeResponseTriggerEvent
  const { response } = (await verify(event, {} as never, () => {})) ?? event
  return response.answerCorrect
}
