import { ConnectBackend } from '@/components/ConnectBackend'
import { Welcome } from '@/components/Welcome'
import { hasBackend } from '@/lib/outputs'

export default function Home() {
  if (!hasBackend) return <ConnectBackend />
  return (
    <Welcome>
      {/* Not a <Link>: visitors need not load its script. */}
      <a className="button" href="/sign-in">
        Sign in or create an account
      </a>
    </Welcome>
  )
}
