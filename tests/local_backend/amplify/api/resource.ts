import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  LambdaIntegration,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway'
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpIamAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  FunctionUrl,
  FunctionUrlAuthType,
  HttpMethod as UrlMethod,
  InvokeMode,
} from 'aws-cdk-lib/aws-lambda'
import type { Backend } from '../backend'

/** An HTTP API and a REST API with every kind of authorization, and the URL of a function. */
export function addApis(backend: Backend) {
  const stack = backend.createStack('apis')
  const { authenticatedUserIamRole, userPool, userPoolClient } = backend.auth.resources
  const { lambda } = backend.echo.resources

  const http = new HttpApi(stack, 'Http', {
    corsPreflight: {
      allowOrigins: ['http://localhost:5173'],
      allowMethods: [CorsHttpMethod.GET],
      allowHeaders: ['authorization'],
    },
  })
  const integration = new HttpLambdaIntegration('Echo', lambda)
  const methods = [HttpMethod.GET, HttpMethod.POST]
  const authorizer = new HttpUserPoolAuthorizer('Pool', userPool, {
    userPoolClients: [userPoolClient],
  })
  http.addRoutes({
    path: '/signed/{id}',
    methods,
    integration,
    authorizer: new HttpIamAuthorizer(),
  })
  http.addRoutes({ path: '/closed', methods, integration, authorizer: new HttpIamAuthorizer() })
  http.addRoutes({ path: '/mine', methods, integration, authorizer })
  http.addRoutes({ path: '/open/{rest+}', methods, integration })
  http.addRoutes({ path: '/open/{one}/{two}', methods, integration })
  http.addRoutes({ path: '/open/here', methods, integration })

  const rest = new RestApi(stack, 'Rest', {
    cloudWatchRole: false,
    defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: ['authorization'] },
  })
  rest.addGatewayResponse('Refused', {
    type: ResponseType.DEFAULT_4XX,
    responseHeaders: { 'access-control-allow-origin': "'*'" },
  })
  const echo = new LambdaIntegration(lambda)
  rest.root.addResource('signed').addResource('{id}').addMethod('POST', echo, {
    authorizationType: AuthorizationType.IAM,
  })
  rest.root.addResource('mine').addMethod('GET', echo, {
    authorizationType: AuthorizationType.COGNITO,
    authorizer: new CognitoUserPoolsAuthorizer(stack, 'RestPool', { cognitoUserPools: [userPool] }),
  })
  rest.root.addResource('open').addProxy({ defaultIntegration: echo })

  const { url } = new FunctionUrl(stack, 'Story', {
    function: backend.tellStory.resources.lambda,
    authType: FunctionUrlAuthType.AWS_IAM,
    invokeMode: InvokeMode.RESPONSE_STREAM,
    cors: {
      allowedOrigins: ['*'],
      allowedMethods: [UrlMethod.POST],
      allowedHeaders: ['authorization'],
    },
  })

  const { functionArn } = backend.tellStory.resources.lambda
  const access = new Policy(stack, 'Access', {
    statements: [
      new PolicyStatement({
        actions: ['execute-api:Invoke'],
        resources: [
          http.arnForExecuteApi('GET', '/signed/*'),
          rest.arnForExecuteApi('POST', '/signed/*'),
        ],
      }),
      new PolicyStatement({
        actions: ['lambda:InvokeFunctionUrl'],
        resources: [functionArn],
        conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      }),
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [functionArn],
        conditions: { Bool: { 'lambda:InvokedViaFunctionUrl': true } },
      }),
    ],
  })
  access.attachToRole(authenticatedUserIamRole)

  const { region } = stack
  backend.addOutput({
    custom: {
      API: {
        http: { endpoint: http.apiEndpoint, region },
        rest: { endpoint: rest.url.replace(/\/$/, ''), region },
        story: { endpoint: url, region, service: 'lambda' },
      },
    },
  })
}
