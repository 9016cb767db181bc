import type { AppSyncIdentityCognito } from 'aws-lambda'
import { env } from '$amplify/env/say-hello'
import type { Schema } from '../../data/resource'

export const handler: Schema['sayHello']['functionHandler'] = async (event) => {
  const name = event.arguments.name ?? 'world'
  console.log(`greeting ${name}`)
  if (name === 'nobody') throw new Error('nobody is not greeted')
  if (name === 'forever') await new Promise(() => setInterval(() => {}, 1000))
  if (name === 'exit') process.exit(3)
  if (name === 'stray error') await new Promise(throwLater)
  const identity = event.identity as AppSyncIdentityCognito | null
  return { message: `${env.GREETING}, ${name}!`, by: identity?.sub, salute: env.SALUTE }
}

/** What no handler can catch. */
const throwLater = () =>
  setImmediate(() => {
    throw new Error('nobody waits for this')
  })
