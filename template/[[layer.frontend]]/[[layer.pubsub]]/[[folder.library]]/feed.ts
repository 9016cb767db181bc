import './amplify'
import type { PubSub } from '@aws-amplify/pubsub'
import { post } from 'aws-amplify/api'
import { fetchAuthSession } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { outputs } from './outputs'

export interface Post {
  id: string
  text: string
}

interface Settings {
  endpoint: string
  aws_region: string
  topic_prefix: string
}

const settings = (outputs as { custom?: { pubsub?: Settings } }).custom?.pubsub

/** Everybody who signed in may use what is below the prefix. */
const topics = `${settings?.topic_prefix}/feed`

/**
 * Calls `onPost` with everything that is published from now on, and `onConnected` whenever that
 * begins or is interrupted; PubSub then connects again. Returns the function that stops it.
 */
export function watchFeed(
  onPost: (post: Post) => void,
  onConnected: (isConnected: boolean) => void,
  onError: (error: unknown) => void,
): () => void {
  const forget = Hub.listen('pubsub', ({ payload }) => {
    const { connectionState } = payload.data as { connectionState: string }
    onConnected(connectionState === 'Connected')
  })
  const subscription = connect().then((pubsub) =>
    pubsub.subscribe({ topics }).subscribe({
      next: (message) => onPost(message as unknown as Post),
      error: onError,
    }),
  )
  subscription.catch(onError)
  return () => {
    forget()
    subscription.then((open) => open.unsubscribe()).catch(() => {})
  }
}

export async function publish(text: string): Promise<void> {
  const pubsub = await connect()
  await pubsub.publish({ topics, message: { id: crypto.randomUUID(), text } })
}

let connected: { identity: string; pubsub: Promise<PubSub> } | undefined

/** One connection for each person. */
async function connect(): Promise<PubSub> {
  const { identityId: identity = '' } = await fetchAuthSession()
  if (connected?.identity !== identity) {
    const pubsub = connectAs(identity)
    connected = { identity, pubsub }
    pubsub.catch(() => (connected = undefined))
  }
  return connected.pubsub
}

async function connectAs(identity: string): Promise<PubSub> {
  // AWS IoT lets nobody in before a function has given them its policy.
  await post({ apiName: 'pubsub', path: 'attach' }).response
  const { PubSub } = await import('@aws-amplify/pubsub')
  return new PubSub({
    endpoint: settings?.endpoint,
    region: settings?.aws_region,
    // The role lets people connect with names that begin like this.
    clientId: `${identity}-${crypto.randomUUID()}`,
  })
}
