import { Amplify } from 'aws-amplify'
import outputs from '../amplify_outputs.json'

Amplify.configure(outputs)

const { custom } = outputs as { custom?: { local?: { url: string } } }

// Vite replaces both by false or nothing in a production build, which then holds nothing of the local backend.
if (custom?.local && (import.meta.env.DEV || import.meta.env.LOCAL_BACKEND)) {
  const { redirect } = await import('../local/client/redirect.ts')
  redirect(custom.local.url)
}
