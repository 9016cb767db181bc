import type { AppSyncIdentityCognito } from 'aws-lambda'
import { env } from '$amplify/env/say-hello'
import type { Schema } from '../../data/resource'

export const handler: Schema['sayHello']['functionHandler'] = async (event) => {
  const name = event.arguments.name ?? 'world'
  console.log(`greeting ${name}`)
  if (name === 'nobody') throw new Error('nobody is not greeted')
  const identity = event.identity as AppSyncIdentityCognito | null
  return { message: `${env.GREETING}, ${name}!`, by: identity?.sub, salute: env.SALUTE }
}
