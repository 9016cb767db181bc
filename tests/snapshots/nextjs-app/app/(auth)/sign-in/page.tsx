import { SignInForm } from '@/components/SignInForm'

export default function SignIn() {
  return (
    <main className="sign-in">
      <h1>Field notes</h1>
      <SignInForm />
    </main>
  )
}
