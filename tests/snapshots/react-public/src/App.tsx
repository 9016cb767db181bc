import { lazy, Suspense } from 'react'
import { ErrorBoundary } from './components/ErrorBoundary'

// Amplify and everything that uses it is loaded after the first paint.
const Routes = lazy(() => import('./routes'))

export default function App() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<p role="status">Loading …</p>}>
        <Routes />
      </Suspense>
    </ErrorBoundary>
  )
}
