import { useState } from 'react'
import { useAction, useLoaded } from '../lib/hooks'
import { enabledFactors, factors, turnFactor } from '../lib/second-factors'
import { AuthenticatorApp } from './AuthenticatorApp'
import { Problem } from './Problem'

/** What the person is asked for at sign-in besides the password. */
export function SecondFactors() {
  return (
    <section aria-labelledby="second-factors">
      <h1 id="second-factors">Second factor</h1>
      <Factors />
    </section>
  )
}

function Factors() {
  const { data: enabled, error, reload } = useLoaded(enabledFactors)
  const [isSettingUp, setSettingUp] = useState(false)
  const turn = useAction(async (factor: string, isOn: boolean) => {
    await turnFactor(factor, isOn)
    setSettingUp(false)
    reload()
  })

  return (
    <>
      <p>At sign-in, you are asked for one of these besides your password.</p>
      <Problem error={turn.error} />
      <Problem error={error} onRetry={reload} />
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
                  disabled={turn.isPending}
                  onClick={() =>
                    factor === 'TOTP' && !isOn ? setSettingUp(true) : turn.run(factor, !isOn)
                  }
                >
                  {isOn ? 'Turn off' : 'Turn on'}
                </button>
              </li>
            )
          })}
      </ul>
      {isSettingUp && <AuthenticatorApp onReady={() => turn.run('TOTP', true)} />}
    </>
  )
}
