import { signIn, type SignInInput } from 'aws-amplify/auth'

/** What the official form does in another way than by itself. */
export const services = {
  /** The form would send a code at once, and stay empty where Cognito cannot send one. */
  async handleSignIn(input: SignInInput) {
    const output = await signIn(input)
    if (output.nextStep.signInStep === 'RESET_PASSWORD') {
      throw new Error('You need a new password: choose “Forgot your password?” below.')
    }
    return output
  },
}
