import { generateServerClientUsingReqRes } from '@aws-amplify/adapter-nextjs/data'
import type { Schema } from '../amplify/data/resource'
import { outputs } from './outputs'

/** For pages and API routes, inside `runWithAmplifyServerContext`: acts for the person who sent the request. */
export const serverClient = generateServerClientUsingReqRes<Schema>({ config: outputs })
