import './amplify'
import { CONNECTION_STATE_CHANGE, ConnectionState } from 'aws-amplify/api'
import { Hub } from 'aws-amplify/utils'

const LOST = [
  ConnectionState.ConnectionDisrupted,
  ConnectionState.ConnectionDisruptedPendingNetwork,
]

/**
 * Starts what `watch` starts, and once more when it is connected, for the first time or after the
 * connection was lost: what changed until then comes with no event. Returns the function that stops it.
 */
export function keepUp(watch: () => { unsubscribe(): void }): () => void {
  let hasMissed = true
  let subscription = watch()
  const stop = Hub.listen('api', ({ payload }) => {
    if (payload.event !== CONNECTION_STATE_CHANGE) return
    const { connectionState } = payload.data as { connectionState: ConnectionState }
    if (LOST.includes(connectionState)) hasMissed = true
    if (connectionState !== ConnectionState.Connected || !hasMissed) return
    hasMissed = false
    subscription.unsubscribe()
    subscription = watch()
  })
  return () => {
    stop()
    subscription.unsubscribe()
  }
}
