import { Button, Flex } from '@aws-amplify/ui-react'
import { useEffect, useState } from 'react'
import { messageOf } from '../lib/errors'
import { providers, signInWith } from '../lib/providers'
import { watchRedirectFailures } from '../lib/redirect-failures'

/** Ways to sign in that the official form has no buttons for, and why the last way did not end well. */
export function ProviderButtons() {
  const [error, setError] = useState<string>()

  useEffect(() => watchRedirectFailures((problem) => setError(messageOf(problem))), [])

  const buttons = Object.entries(providers).map(([name, label]) => (
    <Button key={name} isFullWidth onClick={() => signInWith(name)}>
      Sign in with {label}
    </Button>
  ))
  if (!error && buttons.length === 0) return null
  return (
    <Flex direction="column" padding="xl xl 0">
      {error && <p role="alert">{error}</p>}
      {buttons}
    </Flex>
  )
}
