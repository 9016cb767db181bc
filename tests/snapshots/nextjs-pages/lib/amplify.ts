// Configures Amplify. Every module that uses Amplify imports this one first, so that nothing runs before it.
import { Amplify } from 'aws-amplify'
import { parseAmplifyConfig } from 'aws-amplify/utils'
import { localBackend, outputs, restApis } from './outputs'

// A production build holds nothing of the local backend, unless that started it: `npm run preview`.
if (localBackend && (process.env.NODE_ENV === 'development' || process.env.LOCAL_BACKEND)) {
  const { redirect } = await import('./local')
  redirect(localBackend.url)
}

const config = parseAmplifyConfig(outputs)

Amplify.configure({ ...config, API: { ...config.API, REST: restApis } }, { ssr: true })
