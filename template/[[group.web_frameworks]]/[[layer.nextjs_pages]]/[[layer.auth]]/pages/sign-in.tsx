import dynamic, { type DynamicOptionsLoadingProps } from 'next/dynamic'
import Head from 'next/head'
import { ErrorBoundary } from '@/components/ErrorBoundary'
import { appTitle } from '@/lib/screens'

// The official form needs a browser, and is by far the largest part of the app.
const SignInForm = dynamic(() => import('@/components/SignInForm'), {
  ssr: false,
  loading: Loading,
})

export default function SignInPage() {
  return (
    <ErrorBoundary>
      <main className="sign-in">
        <Head>
          <title>{`Sign in · ${appTitle}`}</title>
        </Head>
        <h1>{appTitle}</h1>
        <SignInForm />
      </main>
    </ErrorBoundary>
  )
}

function Loading({ error }: DynamicOptionsLoadingProps) {
  if (error) throw error
  return <p role="status">Loading …</p>
}
