'use client'

import { useState } from 'react'
import { confirmKey, makeKey } from '../lib/authenticator-app'
import { useAction, useLoaded } from '../lib/hooks'
import { Problem } from './Problem'

/** Sets up an authenticator app, and says when that is done. */
export function AuthenticatorApp({ onReady }: { onReady: () => void }) {
  const { data: key, error, reload } = useLoaded(makeKey)
  const [code, setCode] = useState('')
  const confirm = useAction(async () => {
    await confirmKey(code)
    onReady()
  })

  return (
    <>
      <Problem error={error} onRetry={reload} />
      {!key && !error && <p role="status">Making a key …</p>}
      {key && (
        <form action={confirm.run}>
          <p>
            Scan this with your authenticator app, <a href={key.link}>open it</a> there, or type{' '}
            <code>{key.secret}</code>.
          </p>
          <img src={key.picture} alt="The key as a QR code" width="160" height="160" />
          <div className="row">
            <input
              className="grow"
              aria-label="The code that the app shows"
              placeholder="123456"
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.target.value.trim())}
            />
            <button disabled={confirm.isPending}>Confirm</button>
          </div>
          <Problem error={confirm.error} />
        </form>
      )}
    </>
  )
}
