import { AppSyncAuthorizationType, EventApi } from 'aws-cdk-lib/aws-appsync'
import type { Backend } from '../backend'

const { IAM, USER_POOL } = AppSyncAuthorizationType

/**
 * What somebody publishes to a channel reaches everybody who listens there, and is kept nowhere.
 * @see https://docs.amplify.aws/vue/frontend/data/connect-event-api/
 */
export function addEvents(backend: Backend) {
  const stack = backend.createStack('events')
  const { userPool } = backend.auth.resources
  const api = new EventApi(stack, 'EventApi', {
    apiName: 'events',
    authorizationConfig: {
      authProviders: [
        { authorizationType: USER_POOL, cognitoConfig: { userPool } },
        // For roles with a policy: functions.
        { authorizationType: IAM },
      ],
      connectionAuthModeTypes: [USER_POOL, IAM],
      defaultPublishAuthModeTypes: [USER_POOL, IAM],
      defaultSubscribeAuthModeTypes: [USER_POOL, IAM],
    },
  })
  // Channels are `/default/` and a name of up to four parts.
  api.addChannelNamespace('default')

  // `Amplify.configure` reads this.
  backend.addOutput({
    custom: {
      events: {
        url: `https://${api.httpDns}/event`,
        aws_region: stack.region,
        default_authorization_type: USER_POOL,
      },
    },
  })
}
