// Amplify on the server, a context for each request.
import { createServerRunner } from '@aws-amplify/adapter-nextjs'
import { outputs } from './outputs'

export const { runWithAmplifyServerContext } = createServerRunner({ config: outputs })
