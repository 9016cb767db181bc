import type { AuthUser } from 'aws-amplify/auth'
import Head from 'next/head'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { appTitle } from '@/lib/screens'
import { Account } from './Account'
import { ErrorBoundary } from './ErrorBoundary'
import { Navigation } from './Navigation'
import { Theme } from './Theme'

interface Props {
  title: string
  user: AuthUser
  children: ReactNode
}

/** What surrounds the screens of somebody who is signed in. */
export function Layout({ title, user, children }: Props) {
  return (
    <ErrorBoundary>
      <Theme>
        <Head>
          <title>{`${title} · ${appTitle}`}</title>
        </Head>
        <div className="app">
          <header className="bar">
            <Link className="brand" href="/">
              {appTitle}
            </Link>
            <Account user={user} />
          </header>
          <Navigation />
          <main className="workspace">{children}</main>
        </div>
      </Theme>
    </ErrorBoundary>
  )
}
