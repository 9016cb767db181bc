// Configures Amplify. Every module that uses Amplify imports this one first, so that nothing runs before it.
import { Amplify } from 'aws-amplify'
import { localBackend, outputs } from './outputs'

// A production build holds nothing of the local backend, unless that started it: `npm run preview`.
if (localBackend && (import.meta.env.DEV || import.meta.env.LOCAL_BACKEND)) {
  const { redirect } = await import('./local')
  redirect(localBackend.url)
}

Amplify.configure(outputs)
