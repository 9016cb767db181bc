import outputs from '../amplify_outputs.json'

export { outputs }

/** False while amplify_outputs.json is the stub that a fresh clone starts with. */
export const hasBackend = Object.keys(outputs).some((section) => section !== 'version')

interface RestApi {
  endpoint: string
  region: string
}

/** What `get` and `post` of aws-amplify/api call, by name. */
export const restApis =
  (outputs as { custom?: { API?: Record<string, RestApi> } }).custom?.API ?? {}

/** Where the local backend (`npm run dev`) is, when these are its outputs. */
export const localBackend = (outputs as { custom?: { local?: { url: string } } }).custom?.local
