import { generateClient } from 'aws-amplify/data/server'
import { parseAmplifyConfig } from 'aws-amplify/utils'
import type { Schema } from '../../amplify/data/resource'
import { outputs } from '../../app/lib/outputs'

/** For server code: takes `amplify(event)` first, and acts for the person who sent that request. */
export const serverClient = generateClient<Schema>({ config: parseAmplifyConfig(outputs) })
