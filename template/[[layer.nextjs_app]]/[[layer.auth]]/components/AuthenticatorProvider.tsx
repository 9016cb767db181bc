'use client'

import '@/lib/amplify'
import { Authenticator } from '@aws-amplify/ui-react'
import type { ReactNode } from 'react'

/** Below it, `useAuthenticator` works in client components. */
export function AuthenticatorProvider({ children }: { children: ReactNode }) {
  return <Authenticator.Provider>{children}</Authenticator.Provider>
}
