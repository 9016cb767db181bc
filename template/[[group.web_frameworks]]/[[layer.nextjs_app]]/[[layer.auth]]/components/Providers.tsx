'use client'

import '@/lib/amplify'
import { Authenticator } from '@aws-amplify/ui-react'
import type { ReactNode } from 'react'
import { Theme } from './Theme'

/** What the official components need around them; `useAuthenticator` works below it, too. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <Theme>
      <Authenticator.Provider>{children}</Authenticator.Provider>
    </Theme>
  )
}
