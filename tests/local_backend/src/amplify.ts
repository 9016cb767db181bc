import { Amplify } from 'aws-amplify'
import outputs from '../amplify_outputs.json'

const { custom } = outputs as { custom?: { local?: object } }

// Vite replaces DEV by false in a production build, which then holds nothing of the local backend.
if (import.meta.env.DEV && custom?.local) {
  const { configureLocalBackend } = await import('./local')
  configureLocalBackend(outputs)
} else {
  Amplify.configure(outputs)
}
