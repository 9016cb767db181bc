'use client'

import '@/lib/amplify'
import { Authenticator, defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import { signOut } from 'aws-amplify/auth'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useState } from 'react'

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }

/** The official form; it leads to the workspace. */
export function SignInForm() {
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
  const router = useRouter()
  const [isRefused, setRefused] = useState(false)

  useEffect(() => {
    startTransition(() => {
      router.replace('/workspace')
      setRefused(true) // Comes to pass together with the navigation, if that leads back here.
    })
  }, [router])

  if (!isRefused) return <p role="status">Opening your workspace …</p>
  return (
    <p role="alert">
      The server could not confirm that you are signed in.
      <button onClick={() => signOut()}>Sign in again</button>
    </p>
  )
}
