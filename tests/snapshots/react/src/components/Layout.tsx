import { Link, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router'
import { appTitle, titleOf } from '../lib/screens'
import { Account } from './Account'
import { Navigation } from './Navigation'

/** What is around every screen. */
export function Layout() {
  const { pathname } = useLocation()
  const { state } = useNavigation()

  return (
    <div className="app">
      <title>{titleOf(pathname)}</title>
      <header className="bar">
        <Link className="brand" to="/">
          {appTitle}
        </Link>
        <Account />
      </header>
      <Navigation />
      <main className="workspace" aria-busy={state === 'loading'}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  )
}
