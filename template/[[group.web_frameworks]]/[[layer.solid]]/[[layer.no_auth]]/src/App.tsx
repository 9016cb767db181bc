import { lazy, Show, Suspense } from 'solid-js'
import ConnectBackend from './components/ConnectBackend'
import PageBoundary from './components/PageBoundary'
import { hasBackend } from './lib/outputs'

// Amplify and everything that uses it is loaded after the first paint.
const Routes = lazy(() => import('./routes'))

export default function App() {
  return (
    <PageBoundary>
      <Show when={hasBackend} fallback={<ConnectBackend />}>
        <Suspense fallback={<p role="status">Loading …</p>}>
          <Routes />
        </Suspense>
      </Show>
    </PageBoundary>
  )
}
