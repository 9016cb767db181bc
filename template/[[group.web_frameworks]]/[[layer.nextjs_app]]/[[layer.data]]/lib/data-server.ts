import 'server-only'
import { generateServerClientUsingCookies } from '@aws-amplify/adapter-nextjs/data'
import { cookies } from 'next/headers'
import type { Schema } from '../amplify/data/resource'
import { outputs } from './outputs'

/** For server components, route handlers and server actions: acts for the person who sent the request. */
export const serverClient = generateServerClientUsingCookies<Schema>({ config: outputs, cookies })
