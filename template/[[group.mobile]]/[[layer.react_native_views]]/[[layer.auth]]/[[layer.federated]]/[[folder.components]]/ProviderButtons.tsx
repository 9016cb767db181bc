import { messageOf } from '../lib/errors'
import { useAction } from '../lib/hooks'
import { providers, signInWith } from '../lib/providers'
import { Button } from './Button'
import { Problem } from './Problem'

/** Those who know the person already, and why the last of them did not help. */
export function ProviderButtons() {
  const leave = useAction(async (name: string) => {
    try {
      await signInWith(name)
    } catch (problem) {
      // Whoever closes the browser has changed their mind.
      if (messageOf(problem) !== 'canceled') throw problem
    }
  })

  return (
    <>
      <Problem error={leave.error} />
      {Object.entries(providers).map(([name, label]) => (
        <Button
          key={name}
          isQuiet
          title={`Sign in with ${label}`}
          disabled={leave.isPending}
          onPress={() => leave.run(name)}
        />
      ))}
    </>
  )
}
