import { useEffect, useState, type SubmitEvent } from 'react'
import { confirmKey, makeKey, type Key } from '../lib/authenticator-app'
import { messageOf } from '../lib/errors'

/** Sets up an authenticator app, and says when that is done. */
export function AuthenticatorApp({ onReady }: { onReady: () => void }) {
  const [key, setKey] = useState<Key>()
  const [code, setCode] = useState('')
  const [error, setError] = useState<string>()

  useEffect(() => {
    makeKey().then(setKey, (problem) => setError(messageOf(problem)))
  }, [])

  async function confirm(event: SubmitEvent) {
    event.preventDefault()
    try {
      await confirmKey(code)
      onReady()
    } catch (problem) {
      setError(messageOf(problem))
    }
  }

  return (
    <>
      {error && <p role="alert">{error}</p>}
      {!key && !error && <p role="status">Making a key …</p>}
      {key && (
        <form onSubmit={confirm}>
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
            <button>Confirm</button>
          </div>
        </form>
      )}
    </>
  )
}
