import '../lib/amplify'
import { createSignal, lazy, Match, onCleanup, Switch } from 'solid-js'
import { hasBackend } from '../lib/outputs'
import { reload } from '../lib/page'
import { appTitle } from '../lib/screens'
import { watchOtherWindows } from '../lib/session'
import { watchSignIn } from '../lib/signed-in'
import ConnectBackend from './ConnectBackend'
import SignInForm from './SignInForm'

const Routes = lazy(() => import('../routes'))

/** The sign-in form and, behind it, the app. */
export default function SignedIn() {
  const [isSignedIn, setSignedIn] = createSignal<boolean>()
  if (hasBackend) onCleanup(watchSignIn(setSignedIn))
  onCleanup(watchOtherWindows(reload))

  return (
    <Switch fallback={<p role="status">Loading …</p>}>
      <Match when={!hasBackend}>
        <ConnectBackend />
      </Match>
      <Match when={isSignedIn()}>
        <Routes />
      </Match>
      <Match when={isSignedIn() === false}>
        <main class="sign-in">
          <h1>{appTitle}</h1>
          <SignInForm />
        </main>
      </Match>
    </Switch>
  )
}
