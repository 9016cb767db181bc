import { lazy, Suspense } from 'react'
import { ErrorBoundary } from './components/ErrorBoundary'

// Amplify and everything that uses it is loaded after the first paint.
const PublicApp = lazy(() => import('./components/PublicApp'))

export default function App() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<p role="status">Loading …</p>}>
        <PublicApp />
      </Suspense>
    </ErrorBoundary>
  )
}
