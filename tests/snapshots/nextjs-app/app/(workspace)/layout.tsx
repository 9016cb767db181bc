import Link from 'next/link'
import { Account } from '@/components/Account'
import { Navigation } from '@/components/Navigation'
import { Providers } from '@/components/Providers'
import { appTitle } from '@/lib/screens'
import { requireUser } from '@/lib/session'

/** What surrounds the screens of somebody who is signed in. */
export default async function WorkspaceLayout({ children }: LayoutProps<'/'>) {
  const user = await requireUser()
  return (
    <Providers>
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
    </Providers>
  )
}
