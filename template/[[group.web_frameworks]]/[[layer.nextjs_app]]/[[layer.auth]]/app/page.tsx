import { Welcome } from '@/components/Welcome'

export default function Home() {
  return (
    <Welcome>
      {/* Not a <Link>: visitors need not load its script. */}
      <a className="button" href="/sign-in">
        Sign in or create an account
      </a>
    </Welcome>
  )
}
