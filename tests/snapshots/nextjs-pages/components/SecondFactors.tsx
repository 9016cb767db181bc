import { useCallback, useEffect, useState } from 'react'
import { messageOf } from '../lib/errors'
import { enabledFactors, factors, turnFactor } from '../lib/second-factors'
import { AuthenticatorApp } from './AuthenticatorApp'

/** What the person is asked for at sign-in besides the password. */
export function SecondFactors() {
  const [enabled, setEnabled] = useState<string[]>()
  const [error, setError] = useState<string>()
  const [isSettingUp, setSettingUp] = useState(false)

  const load = useCallback(() => enabledFactors().then(setEnabled), [])

  useEffect(() => {
    load().catch((problem) => setError(messageOf(problem)))
  }, [load])

  async function turn(factor: string, isOn: boolean) {
    setError(undefined)
    setSettingUp(false)
    try {
      await turnFactor(factor, isOn)
      await load()
    } catch (problem) {
      setError(messageOf(problem))
    }
  }

  return (
    <section aria-labelledby="second-factors">
      <h2 id="second-factors">Second factor</h2>
      <p>At sign-in, you are asked for one of these besides your password.</p>
      {error && <p role="alert">{error}</p>}
      {!enabled && !error && <p role="status">Loading …</p>}
      <ul>
        {enabled &&
          Object.entries(factors).map(([factor, label]) => {
            const isOn = enabled.includes(factor)
            return (
              <li key={factor} className="row">
                <span className="grow">{label}</span>
                <button
                  className="quiet"
                  aria-label={`Turn ${label} ${isOn ? 'off' : 'on'}`}
                  onClick={() =>
                    factor === 'TOTP' && !isOn ? setSettingUp(true) : turn(factor, !isOn)
                  }
                >
                  {isOn ? 'Turn off' : 'Turn on'}
                </button>
              </li>
            )
          })}
      </ul>
      {isSettingUp && <AuthenticatorApp onReady={() => turn('TOTP', true)} />}
    </section>
  )
}
