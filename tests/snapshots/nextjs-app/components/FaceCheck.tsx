'use client'

import { lazy, Suspense, useState } from 'react'
import { messageOf } from '../lib/errors'
import { useAction } from '../lib/hooks'
import { createSession, readResult } from '../lib/liveness'
import { localBackend } from '../lib/outputs'
import { Problem } from './Problem'
import { UnavailableLocally } from './UnavailableLocally'

// The model that looks at faces is large.
const FaceCamera = lazy(() => import('./FaceCamera'))

/** Checks that a living person is in front of the camera. */
export function FaceCheck() {
  return (
    <section aria-labelledby="face-check">
      <h1 id="face-check">Face check</h1>
      {localBackend ? <UnavailableLocally what="Face checks" /> : <Check />}
    </section>
  )
}

function Check() {
  const [sessionId, setSessionId] = useState<string>()
  const [isLive, setLive] = useState<boolean>()
  const [failure, setFailure] = useState<string>()
  const start = useAction(async () => {
    const id = await createSession()
    setLive(undefined)
    setFailure(undefined)
    setSessionId(id)
  })

  async function finish(sessionId: string) {
    try {
      setLive(await readResult(sessionId))
      setSessionId(undefined)
    } catch (problem) {
      fail(problem)
    }
  }

  function fail(problem: unknown) {
    setFailure(messageOf(problem))
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
      <button disabled={start.isPending} onClick={() => start.run()}>
        Check my face
      </button>
      <Problem error={start.error ?? failure} />
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
