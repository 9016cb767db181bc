import { useCallback, useEffect, useState } from 'react'
import { messageOf } from '../lib/errors'
import { addPasskey, deletePasskey, listPasskeys, type Passkey } from '../lib/passkeys'

/** The passkeys of the person who is signed in. */
export function PasskeyList() {
  const [passkeys, setPasskeys] = useState<Passkey[]>()
  const [error, setError] = useState<string>()

  const report = useCallback((problem: unknown) => setError(messageOf(problem)), [])
  const load = useCallback(() => listPasskeys().then(setPasskeys), [])

  useEffect(() => {
    load().catch(report)
  }, [load, report])

  async function change(action: () => Promise<void>) {
    setError(undefined)
    try {
      await action()
      await load()
    } catch (problem) {
      report(problem)
    }
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>With a passkey you sign in by fingerprint, by face or with the PIN of a device.</p>
      <button onClick={() => change(addPasskey)}>Add a passkey</button>
      {error && <p role="alert">{error}</p>}
      {!passkeys && !error && <p role="status">Loading passkeys …</p>}
      {passkeys?.length === 0 && <p className="empty">No passkeys yet.</p>}
      <ul>
        {passkeys?.map(({ id, name, createdAt }) => (
          <li key={id} className="row">
            <span className="grow">
              {name}
              {createdAt && `, since ${createdAt.toLocaleDateString()}`}
            </span>
            <button
              className="quiet"
              aria-label={`Delete ${name}`}
              onClick={() => change(() => deletePasskey(id))}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
