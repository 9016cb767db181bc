import '../lib/amplify'
import { Authenticator, useAuthenticator } from '@aws-amplify/ui-react'
import { lazy, Suspense, useEffect } from 'react'
import { hasBackend } from '../lib/outputs'
import { appTitle } from '../lib/screens'
import { watchOtherWindows } from '../lib/session'
import { ConnectBackend } from './ConnectBackend'
import { Theme } from './Theme'

const Routes = lazy(() => import('../routes'))

/** The sign-in form and, behind it, the app. */
export default function SignedIn() {
  useEffect(() => watchOtherWindows(() => location.reload()), [])

  if (!hasBackend) return <ConnectBackend />
  return (
    <Theme>
      <Authenticator.Provider>
        <Suspense fallback={<p role="status">Loading …</p>}>
          <Gate />
        </Suspense>
      </Authenticator.Provider>
    </Theme>
  )
}

function Gate() {
  const { authStatus } = useAuthenticator(({ authStatus }) => [authStatus])

  if (authStatus === 'authenticated') return <Routes />
  if (authStatus === 'configuring') return <p role="status">Loading …</p>
  return (
    <main className="sign-in">
      <h1>{appTitle}</h1>
      <Authenticator />
    </main>
  )
}
