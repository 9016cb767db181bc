/**
 * Whether this browser may hold a session, judged without loading Amplify: it keeps its tokens in localStorage under this
 * prefix. A session that has expired meanwhile leads to the sign-in form.
 */
export function mayBeSignedIn(): boolean {
  return Object.keys(localStorage).some((key) => key.startsWith('CognitoIdentityServiceProvider.'))
}
