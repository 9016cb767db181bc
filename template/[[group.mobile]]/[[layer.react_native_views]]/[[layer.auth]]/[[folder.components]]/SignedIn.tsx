import '../lib/amplify'
import { Authenticator, defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react-native'
import { useColorScheme } from 'react-native'
import { hasBackend } from '../lib/outputs'
import { ConnectBackend } from './ConnectBackend'
import { Workspace } from './Workspace'

const theme = { overrides: [defaultDarkModeOverride] }

/** The sign-in form and, behind it, the app. */
export function SignedIn() {
  const colorMode = useColorScheme() === 'dark' ? 'dark' : 'light'

  if (!hasBackend) return <ConnectBackend />
  return (
    <ThemeProvider theme={theme} colorMode={colorMode}>
      <Authenticator.Provider>
        <Authenticator>
          <Workspace />
        </Authenticator>
      </Authenticator.Provider>
    </ThemeProvider>
  )
}
