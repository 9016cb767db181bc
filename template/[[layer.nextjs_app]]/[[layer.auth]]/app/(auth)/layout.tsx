'use client'

import '@/lib/amplify'
import { Authenticator } from '@aws-amplify/ui-react'

/** Pages in this group share the state of the session: `useAuthenticator` works in their client components. */
export default function AuthLayout({ children }: LayoutProps<'/'>) {
  return <Authenticator.Provider>{children}</Authenticator.Provider>
}
