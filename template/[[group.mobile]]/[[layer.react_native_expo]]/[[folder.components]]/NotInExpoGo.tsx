import { Page } from './Page'
import { Command, Heading, Words } from './Words'

/** Shown in Expo Go, which lacks the native modules of Amplify: signing in would fail there. */
export function NotInExpoGo() {
  return (
    <Page>
      <Heading>Not in Expo Go</Heading>
      <Words>
        Signing in needs native code that Expo Go does not have. Build the app itself, which takes a
        few minutes the first time, and open that instead:
      </Words>
      <Command>npm run android</Command>
      <Command>npm run ios</Command>
    </Page>
  )
}
