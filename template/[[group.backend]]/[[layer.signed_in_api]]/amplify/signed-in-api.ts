import type { Stack } from 'aws-cdk-lib'
import {
  AuthorizationType,
  LambdaIntegration,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { addresses } from './addresses'
import type { Backend } from './backend'
import { signedInRoles } from './roles'

/**
 * An API that clients call by its name, once they signed in: `POST /<route>`, each answered by a
 * function. API Gateway tells the function whose identity calls; the URL of a function would not.
 */
export function addSignedInApi(
  backend: Backend,
  { stack, name, routes }: { stack: Stack; name: string; routes: Record<string, IFunction> },
) {
  const api = new RestApi(stack, 'Api', {
    restApiName: name,
    cloudWatchRole: false,
    defaultCorsPreflightOptions: {
      allowOrigins: addresses,
      allowMethods: ['POST'],
      // What aws-amplify sends; a wildcard would not cover the first.
      allowHeaders: ['authorization', 'content-type', 'x-amz-date', 'x-amz-security-token'],
    },
  })
  // Without it, pages see neither that a call was refused nor why. There is room for one address.
  for (const type of [ResponseType.DEFAULT_4XX, ResponseType.DEFAULT_5XX]) {
    const responseHeaders = { 'access-control-allow-origin': `'${addresses[0]}'` }
    api.addGatewayResponse(type.responseType, { type, responseHeaders })
  }
  for (const [route, lambda] of Object.entries(routes)) {
    api.root.addResource(route).addMethod('POST', new LambdaIntegration(lambda), {
      authorizationType: AuthorizationType.IAM,
    })
  }
  const { stageName } = api.deploymentStage
  const resources = Object.keys(routes).map((route) =>
    api.arnForExecuteApi('POST', `/${route}`, stageName),
  )
  new Policy(stack, 'ApiAccess', {
    roles: signedInRoles(backend),
    statements: [new PolicyStatement({ actions: ['execute-api:Invoke'], resources })],
  })
  backend.addOutput({ custom: { API: { [name]: { endpoint: api.url, region: stack.region } } } })
}
