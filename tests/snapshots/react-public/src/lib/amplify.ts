// Configures Amplify. Every module that uses Amplify imports this one first, so that nothing runs before it.
import { Amplify } from 'aws-amplify'
import outputs from '../../amplify_outputs.json'

const { custom } = outputs as { custom?: { local?: object } }

// A production build holds nothing of the local backend.
if (import.meta.env.DEV && custom?.local) {
  const { configureLocalBackend } = await import('./local')
  configureLocalBackend(outputs)
} else {
  Amplify.configure(outputs)
}

/** False while amplify_outputs.json is the stub that a fresh clone starts with. */
export const hasBackend = Object.keys(outputs).some((section) => section !== 'version')
