import { Linking } from 'react-native'
import { useAction } from '../lib/hooks'
import { Button } from './Button'
import { Problem } from './Problem'
import { Command, Words } from './Words'

/** The key of an authenticator app, which is on this phone or on another. */
export function KeyToCopy({ of: { secret, link } }: { of: { secret: string; link: string } }) {
  const open = useAction(async () => {
    try {
      await Linking.openURL(link)
    } catch {
      throw new Error('No authenticator app is on this phone. Copy the key into one on another.')
    }
  })

  return (
    <>
      <Words>Open this key in your authenticator app, or copy it.</Words>
      <Command aria-label="Key">{secret}</Command>
      <Button isQuiet title="Open the authenticator app" onPress={() => open.run()} />
      <Problem error={open.error} />
    </>
  )
}
