import { lazy, Suspense, useEffect, useState } from 'react'
import { ErrorBoundary } from './components/ErrorBoundary'
import { Welcome } from './components/Welcome'
import { mayBeSignedIn } from './lib/session'

// Amplify and everything that uses it is loaded when somebody signs in, not before.
const SignedIn = lazy(() => import('./components/SignedIn'))

export default function App() {
  const [isIn, setIn] = useState(() => location.pathname !== '/' || mayBeSignedIn())

  useEffect(() => {
    if (import.meta.env.DEV) {
      import('./lib/outputs').then(({ hasBackend }) => setIn((isIn) => isIn || !hasBackend))
    }
  }, [])

  if (!isIn) {
    return (
      <Welcome>
        <button onClick={() => setIn(true)}>Sign in or create an account</button>
      </Welcome>
    )
  }
  return (
    <ErrorBoundary>
      <Suspense fallback={<p role="status">Loading …</p>}>
        <SignedIn />
      </Suspense>
    </ErrorBoundary>
  )
}
