import type { InferGetStaticPropsType } from 'next'
import { ConnectBackend } from '@/components/ConnectBackend'
import { Welcome } from '@/components/Welcome'
import { hasBackend } from '@/lib/outputs'

// Known when the app is built; asked there, amplify_outputs.json is no part of a visitor's script.
export const getStaticProps = () => ({ props: { hasBackend } })

// An ordinary link: <Link> alone weighs more than all that this app adds to the framework for a visitor.
const signInPage = '/sign-in'

export default function Home({ hasBackend }: InferGetStaticPropsType<typeof getStaticProps>) {
  if (!hasBackend) return <ConnectBackend />
  return (
    <Welcome>
      <a className="button" href={signInPage}>
        Sign in or create an account
      </a>
    </Welcome>
  )
}
