import { defaultDarkModeOverride, ThemeProvider } from '@aws-amplify/ui-react'
import '@aws-amplify/ui-react/styles.css'
import type { ReactNode } from 'react'

const theme = { name: 'app', overrides: [defaultDarkModeOverride] }

/** Around all official components, once: they are light or dark as the person prefers. */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider theme={theme} colorMode="system">
      {children}
    </ThemeProvider>
  )
}
