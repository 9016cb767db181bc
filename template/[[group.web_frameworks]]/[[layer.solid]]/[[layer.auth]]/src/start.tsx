import { Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import PageBoundary from './components/PageBoundary'
import SignedIn from './components/SignedIn'

/** Draws the sign-in form and what is behind it. */
export default function start(root: HTMLElement) {
  render(
    () => (
      <PageBoundary>
        <Suspense fallback={<p role="status">Loading …</p>}>
          <SignedIn />
        </Suspense>
      </PageBoundary>
    ),
    root,
  )
}
