/**
 * Whether this browser may hold a session, judged without loading Amplify: it keeps its tokens in localStorage under this
 * prefix. A session that has expired meanwhile leads to the sign-in form.
 */
export function mayBeSignedIn(): boolean {
  return Object.keys(localStorage).some((key) => key.startsWith('CognitoIdentityServiceProvider.'))
}

/**
 * Calls `onChange` when another window signs out, or in as somebody else. Returns the function that stops it.
 */
export function watchOtherWindows(onChange: () => void): () => void {
  // Amplify keeps the name of the person under this key; null stands for all keys.
  const listener = ({ key }: StorageEvent) => {
    if (key === null || key.endsWith('.LastAuthUser')) onChange()
  }
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}
