import '@/lib/amplify'
import { Authenticator } from '@aws-amplify/ui-react'
import { signOut } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { useAction } from '@/lib/hooks'
import { me } from '@/lib/me'
import { home } from '@/lib/screens'
import { Problem } from './Problem'
import { Theme } from './Theme'

/** The official form; it leads to the workspace. */
export default function SignInForm() {
  return (
    <Theme>
      <Authenticator>
        <OpenWorkspace />
      </Authenticator>
    </Theme>
  )
}

/** What the form shows when somebody is signed in, on which the server has the last word. */
function OpenWorkspace() {
  const [isRefused, setRefused] = useState(false)
  const again = useAction(() => signOut())

  useEffect(() => {
    const open = () => location.replace(home) // Next.js' router may remember that it led here.
    const refuse = () => setRefused(true)
    me().then((user) => (user ? open() : refuse()), refuse)
  }, [])

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
