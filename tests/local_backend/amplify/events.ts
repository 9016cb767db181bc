import { AppSyncAuthorizationType, EventApi } from 'aws-cdk-lib/aws-appsync'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { backend as sample } from './backend'

const { API_KEY, IAM, USER_POOL } = AppSyncAuthorizationType

/** Signed-in people publish and listen to `default`, guests listen; whoever has the key may use `open`. */
export function addEvents(backend: typeof sample) {
  const stack = backend.createStack('events')
  const { userPool, unauthenticatedUserIamRole } = backend.auth.resources
  const api = new EventApi(stack, 'EventApi', {
    apiName: 'events',
    authorizationConfig: {
      authProviders: [
        { authorizationType: USER_POOL, cognitoConfig: { userPool } },
        { authorizationType: IAM },
        { authorizationType: API_KEY },
      ],
      connectionAuthModeTypes: [USER_POOL, IAM, API_KEY],
      defaultPublishAuthModeTypes: [USER_POOL, IAM],
      defaultSubscribeAuthModeTypes: [USER_POOL, IAM],
    },
  })
  const { channelNamespaceArn } = api.addChannelNamespace('default')
  api.addChannelNamespace('open', {
    authorizationConfig: { publishAuthModeTypes: [API_KEY], subscribeAuthModeTypes: [API_KEY] },
  })
  new Policy(stack, 'GuestPolicy', {
    roles: [unauthenticatedUserIamRole],
    statements: [
      new PolicyStatement({ actions: ['appsync:EventConnect'], resources: [api.apiArn] }),
      new PolicyStatement({
        actions: ['appsync:EventSubscribe'],
        resources: [channelNamespaceArn],
      }),
    ],
  })
  backend.addOutput({
    custom: {
      events: {
        url: `https://${api.httpDns}/event`,
        aws_region: stack.region,
        default_authorization_type: USER_POOL,
        api_key: api.apiKeys.Default.attrApiKey,
      },
    },
  })
}
