import './amplify'
import { post } from 'aws-amplify/api'
import { outputs } from './outputs'

const liveness = (outputs as { custom?: { liveness?: { aws_region: string } } }).custom?.liveness

/** Where the video goes. */
export const region = liveness?.aws_region ?? ''

/** Starts a check: its id is good for one video, within three minutes. */
export async function createSession(): Promise<string> {
  const { body } = await post({ apiName: 'liveness', path: 'session' }).response
  const { sessionId } = (await body.json()) as { sessionId: string }
  return sessionId
}

/** Whether the video of a check showed a living person. */
export async function readResult(sessionId: string): Promise<boolean> {
  const options = { body: { sessionId } }
  const { body } = await post({ apiName: 'liveness', path: 'result', options }).response
  const { isLive } = (await body.json()) as { isLive: boolean }
  return isLive
}
