import { useAuthenticator } from '@aws-amplify/ui-react'
import { resendSignUpCode } from 'aws-amplify/auth'
import { useState, type ReactNode } from 'react'
import { messageOf } from '../lib/errors'

interface Props {
  children: ReactNode
}

/** The official form, which knows codes only, and in its place a screen while somebody has a link to open. */
export function OpenLink({ children }: Props) {
  const { route, codeDeliveryDetails } = useAuthenticator(({ route, codeDeliveryDetails }) => [
    route,
    codeDeliveryDetails,
  ])
  // By SMS, Cognito sends codes.
  if (route !== 'confirmSignUp' || codeDeliveryDetails?.DeliveryMedium === 'SMS') return children
  return <LinkSent />
}

function LinkSent() {
  const { username, toSignIn } = useAuthenticator(({ username }) => [username])
  const [isBusy, setBusy] = useState(false)
  const [isSentAgain, setSentAgain] = useState(false)
  const [error, setError] = useState<string>()

  async function sendAgain() {
    setBusy(true)
    setSentAgain(false)
    setError(undefined)
    try {
      // After resendCode of useAuthenticator, an earlier error would stay.
      await resendSignUpCode({ username })
      setSentAgain(true)
    } catch (problem) {
      setError(messageOf(problem))
    }
    setBusy(false)
  }

  return (
    <section aria-labelledby="open-link" style={{ maxWidth: '30rem' }}>
      <h2 id="open-link">Open the link</h2>
      <p>We e-mailed you a link. Open it to confirm your address, and sign in then.</p>
      <div className="row">
        <button onClick={toSignIn}>Sign in</button>
        <button className="quiet" disabled={isBusy} onClick={sendAgain}>
          Send it again
        </button>
      </div>
      {isSentAgain && <p role="status">We sent another link.</p>}
      {error && <p role="alert">{error}</p>}
    </section>
  )
}
