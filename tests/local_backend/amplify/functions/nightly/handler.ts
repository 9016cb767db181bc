import type { EventBridgeHandler } from 'aws-lambda'

export const handler: EventBridgeHandler<'Scheduled Event', null, void> = async (event) => {
  console.log(`nightly at ${event.time}`)
}
