import type { Metadata } from 'next'
import { SignInForm } from '@/components/SignInForm'
import { appTitle } from '@/lib/screens'

export const metadata: Metadata = { title: 'Sign in' }

export default function SignInPage() {
  return (
    <main className="sign-in">
      <h1>{appTitle}</h1>
      <SignInForm />
    </main>
  )
}
