import { hasBackend } from '../lib/outputs'
import { ConnectBackend } from './ConnectBackend'
import { Workspace } from './Workspace'

/** The app, open to everybody. */
export default function PublicApp() {
  if (!hasBackend) return <ConnectBackend />
  return (
    <>
      <header className="bar">
        <h1>Guest book</h1>
      </header>
      <Workspace />
    </>
  )
}
