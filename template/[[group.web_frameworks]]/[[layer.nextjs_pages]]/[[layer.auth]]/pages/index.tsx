import { Welcome } from '@/components/Welcome'

// An ordinary link: <Link> alone weighs more than all that this app adds to the framework for a visitor.
const signInPage = '/sign-in'

export default function Home() {
  return (
    <Welcome>
      <a className="button" href={signInPage}>
        Sign in or create an account
      </a>
    </Welcome>
  )
}
