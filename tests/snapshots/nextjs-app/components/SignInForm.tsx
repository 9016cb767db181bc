'use client'

import '@/lib/amplify'
import { Authenticator } from '@aws-amplify/ui-react'
import { signOut } from 'aws-amplify/auth'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useState } from 'react'
import { useAction } from '@/lib/hooks'
import { home } from '@/lib/screens'
import { Problem } from './Problem'
import { Providers } from './Providers'

/** The official form; it leads to the workspace. */
export function SignInForm() {
  return (
    <Providers>
      <Authenticator>
        <OpenWorkspace />
      </Authenticator>
    </Providers>
  )
}

/** What the form shows when somebody is signed in, on which the server has the last word. */
function OpenWorkspace() {
  const router = useRouter()
  const [isRefused, setRefused] = useState(false)
  const again = useAction(() => signOut())

  useEffect(() => {
    startTransition(() => {
      router.replace(home)
      setRefused(true) // Comes to pass together with the navigation, if that leads back here.
    })
  }, [router])

  if (!isRefused) return <p role="status">Opening your workspace …</p>
  return (
    <>
      <p role="alert">
        The server could not confirm that you are signed in.
        <button disabled={again.isPending} onClick={() => again.run()}>
          Sign in again
        </button>
      </p>
      <Problem error={again.error} />
    </>
  )
}
