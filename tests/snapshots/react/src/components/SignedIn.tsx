import '../lib/amplify'
import { hasBackend } from '../lib/outputs'
import { personName } from '../lib/person'
import {
  Authenticator,
  defaultDarkModeOverride,
  ThemeProvider,
  useAuthenticator,
} from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { signOut } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { ConnectBackend } from './ConnectBackend'
import { Workspace } from './Workspace'

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }

interface Props {
  onSignOut: () => void
}

/** The sign-in form and, behind it, the app. */
export default function SignedIn({ onSignOut }: Props) {
  if (!hasBackend) return <ConnectBackend />
  return (
    <ThemeProvider theme={theme} colorMode="system">
      <Authenticator.Provider>
        <Gate onSignOut={onSignOut} />
      </Authenticator.Provider>
    </ThemeProvider>
  )
}

function Gate({ onSignOut }: Props) {
  const { authStatus } = useAuthenticator(({ authStatus }) => [authStatus])
  const [name, setName] = useState('')

  useEffect(() => {
    if (authStatus === 'authenticated') personName().then(setName)
  }, [authStatus])

  async function leave() {
    await signOut()
    onSignOut()
  }

  if (authStatus !== 'authenticated') {
    return (
      <main className="sign-in">
        <h1>Field notes</h1>
        <Authenticator />
      </main>
    )
  }
  return (
    <>
      <header className="bar">
        <h1>Field notes</h1>
        <span className="who">{name}</span>
        <button className="quiet" onClick={leave}>
          Sign out
        </button>
      </header>
      <Workspace />
    </>
  )
}
