import type { PostConfirmationTriggerHandler } from 'aws-lambda'

/** The account is confirmed; what a provider confirms does not come here. */
export const handler: PostConfirmationTriggerHandler = async (event) => {
  console.log(`${event.triggerSource}: an account is confirmed`)
  return event
}
