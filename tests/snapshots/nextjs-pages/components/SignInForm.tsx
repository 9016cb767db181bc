import '@/lib/amplify'
import { Authenticator, defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { signOut } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { me } from '@/lib/me'

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }

/** The official form; it leads to the workspace. */
export default function SignInForm() {
  return (
    <ThemeProvider theme={theme} colorMode="system">
      <Authenticator>
        <OpenWorkspace />
      </Authenticator>
    </ThemeProvider>
  )
}

/** What the form shows when somebody is signed in, on which the server has the last word. */
function OpenWorkspace() {
  const [isRefused, setRefused] = useState(false)

  useEffect(() => {
    const open = () => location.replace('/workspace') // Next.js' router may remember that it led here.
    const refuse = () => setRefused(true)
    me().then((user) => (user ? open() : refuse()), refuse)
  }, [])

  if (!isRefused) return <p role="status">Opening your workspace …</p>
  return (
    <p role="alert">
      The server could not confirm that you are signed in.
      <button onClick={() => signOut()}>Sign in again</button>
    </p>
  )
}
