import { hasBackend } from '../lib/amplify'
import { Authenticator, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { signOut } from 'aws-amplify/auth'
import { ConnectBackend } from './ConnectBackend'
import { Workspace } from './Workspace'

/** The sign-in form and, behind it, the app. */
export default function SignedIn({ onSignOut }: { onSignOut: () => void }) {
  if (!hasBackend) return <ConnectBackend />

  async function leave() {
    await signOut()
    onSignOut()
  }

  return (
    <ThemeProvider colorMode="system">
      <Authenticator className="sign-in" loginMechanisms={['email']}>
        {({ user }) => (
          <>
            <header className="bar">
              <h1>Field notes</h1>
              <span className="who">{user?.signInDetails?.loginId ?? user?.username}</span>
              <button className="quiet" onClick={leave}>
                Sign out
              </button>
            </header>
            <Workspace />
          </>
        )}
      </Authenticator>
    </ThemeProvider>
  )
}
