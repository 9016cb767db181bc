import { lazy, Suspense, useState } from 'react'
import { messageOf } from '../lib/errors'
import { createSession, readResult } from '../lib/liveness'
import { localBackend } from '../lib/outputs'
import { UnavailableLocally } from './UnavailableLocally'

// The model that looks at faces is large.
const FaceCamera = lazy(() => import('./FaceCamera'))

/** Checks that a living person is in front of the camera. */
export function FaceCheck() {
  return (
    <section aria-labelledby="face-check">
      <h2 id="face-check">Face check</h2>
      {localBackend ? <UnavailableLocally what="Face checks" /> : <Check />}
    </section>
  )
}

function Check() {
  const [sessionId, setSessionId] = useState<string>()
  const [isStarting, setStarting] = useState(false)
  const [isLive, setLive] = useState<boolean>()
  const [error, setError] = useState<string>()

  async function start() {
    setStarting(true)
    setError(undefined)
    setLive(undefined)
    try {
      setSessionId(await createSession())
    } catch (problem) {
      setError(messageOf(problem))
    }
    setStarting(false)
  }

  async function finish(sessionId: string) {
    try {
      setLive(await readResult(sessionId))
    } catch (problem) {
      setError(messageOf(problem))
    }
    setSessionId(undefined)
  }

  function fail(problem: unknown) {
    setError(messageOf(problem))
    setSessionId(undefined)
  }

  if (sessionId) {
    return (
      <Suspense fallback={<p role="status">Loading …</p>}>
        <FaceCamera
          sessionId={sessionId}
          onComplete={() => finish(sessionId)}
          onError={fail}
          onCancel={() => setSessionId(undefined)}
        />
      </Suspense>
    )
  }
  return (
    <>
      <p>The camera shows your face for a few seconds. It flashes in many colors.</p>
      <button disabled={isStarting} onClick={start}>
        Check my face
      </button>
      {error && <p role="alert">{error}</p>}
      {isLive !== undefined && (
        <p role="status">
          {isLive
            ? 'A living person was seen.'
            : 'It is not certain that a living person was seen.'}
        </p>
      )}
    </>
  )
}
