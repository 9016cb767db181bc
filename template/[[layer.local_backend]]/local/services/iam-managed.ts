// AWS's own managed policies, as far as they are about services that answer here.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
type Document = { Statement: { Effect: 'Allow'; Action: string[]; Resource: string }[] }

const readOnly = ['BatchGet*', 'Describe*', 'Get*', 'List*', 'Query', 'Scan', 'PartiQLSelect']
const of = (service: string, actions: string[]) => actions.map((action) => `${service}:${action}`)
const everything = (...services: string[]) => services.map((service) => `${service}:*`)

/** Those that write logs, traces or network interfaces allow nothing that the local backend serves. */
const withoutEffect = [
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'AWSAppSyncPushToCloudWatchLogs',
  'AmazonAPIGatewayPushToCloudWatchLogs',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
  'AmazonSSMReadOnlyAccess',
]

const actions: Record<string, string[]> = {
  ...Object.fromEntries(withoutEffect.map((name) => [name, []])),
  AdministratorAccess: ['*'],
  PowerUserAccess: ['*'],
  ReadOnlyAccess: [
    ...of('dynamodb', readOnly),
    ...of('s3', ['Get*', 'List*']),
    ...of('cognito-idp', ['AdminGet*', 'AdminList*', 'Describe*', 'Get*', 'List*']),
  ],
  AmazonDynamoDBFullAccess: everything('dynamodb'),
  AmazonDynamoDBFullAccess_v2: everything('dynamodb'),
  AmazonDynamoDBReadOnlyAccess: of('dynamodb', readOnly),
  AmazonS3FullAccess: everything('s3'),
  AmazonS3ReadOnlyAccess: of('s3', ['Get*', 'List*', 'Describe*']),
  AWSLambda_FullAccess: everything('lambda'),
  AWSLambdaRole: ['lambda:InvokeFunction'],
  AWSAppSyncInvokeFullAccess: of('appsync', [
    'GraphQL',
    'EventConnect',
    'EventPublish',
    'EventSubscribe',
  ]),
  AWSAppSyncAdministrator: everything('appsync'),
  AmazonAPIGatewayInvokeFullAccess: ['execute-api:Invoke', 'execute-api:ManageConnections'],
  AmazonCognitoPowerUser: everything('cognito-idp', 'cognito-identity'),
  AmazonCognitoReadOnly: of('cognito-idp', [
    'AdminGet*',
    'AdminList*',
    'Describe*',
    'Get*',
    'List*',
  ]),
  AmazonBedrockFullAccess: everything('bedrock'),
  AmazonBedrockLimitedAccess: of('bedrock', ['InvokeModel', 'InvokeModelWithResponseStream']),
}

/** The policy behind an ARN such as `arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess`; undefined for others. */
export function managedPolicy(arn: string): Document | undefined {
  const name = /^arn:[\w-]+:iam::aws:policy\/(.*)$/.exec(arn)?.[1]?.split('/').at(-1)
  if (!name || !Object.hasOwn(actions, name)) return undefined
  const Action = actions[name] ?? []
  return { Statement: Action.length ? [{ Effect: 'Allow', Action, Resource: '*' }] : [] }
}
