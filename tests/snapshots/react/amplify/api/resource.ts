import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { addresses } from '../addresses'
import type { Backend } from '../backend'
import { signedInRoles } from '../roles'

// What aws-amplify sends; a wildcard would not cover the first.
const allowHeaders = ['authorization', 'content-type', 'x-amz-date', 'x-amz-security-token']

/**
 * The API that clients call by the name `items`.
 * @see https://docs.amplify.aws/react/build-a-backend/add-aws-services/rest-api/
 */
export function addItemsApi(backend: Backend) {
  // A stack of its own, which no other one needs: so there is no cycle between them.
  const stack = backend.createStack('items-api')
  const api = new HttpApi(stack, 'ItemsApi', {
    apiName: 'items',
    corsPreflight: {
      allowOrigins: addresses,
      allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
      allowHeaders,
    },
  })
  api.addRoutes({
    path: '/items',
    methods: [HttpMethod.GET, HttpMethod.POST],
    integration: new HttpLambdaIntegration('Items', backend.itemsApi.resources.lambda),
    authorizer: new HttpIamAuthorizer(),
  })

  const stage = api.defaultStage?.stageName
  new Policy(stack, 'ItemsApiAccess', {
    roles: signedInRoles(backend),
    statements: [
      new PolicyStatement({
        actions: ['execute-api:Invoke'],
        resources: ['GET', 'POST'].map((method) => api.arnForExecuteApi(method, '/items', stage)),
      }),
    ],
  })

  const { url: endpoint = '' } = api
  backend.addOutput({ custom: { API: { items: { endpoint, region: stack.region } } } })
}
