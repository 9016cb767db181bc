// What Amplify and the CDK make, for whatever the backend holds now or later.
import type { Acknowledged } from '../findings.ts'

const logs = 'AWSLambdaBasicExecutionRole'
const table =
  '["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${tablename}/*"'
const runtime = 'Amplify and the CDK choose the runtime of their own functions.'
const fields = 'The fields of the models; rules in the API decide about each request.'

export default {
  '': {
    [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${logs}]`]:
      'It lets a function write its logs and do nothing else.',
  },
  AmplifyBranchLinker: {
    'AwsSolutions-IAM5': 'Amplify links this branch, and no other, to its backend in any region.',
    'AwsSolutions-L1': runtime,
  },
  'data/amplifyData/*/*IAMRole': {
    [`AwsSolutions-IAM5[Resource::${table}`]:
      'The API reaches every index of the one table of its model.',
  },
  'data/amplifyData/*/*LambdaDataSource': {
    'AwsSolutions-IAM5': 'The API calls every version of the one function behind an operation.',
  },
  'data/amplifyData/AuthRolePolicy*': { 'AwsSolutions-IAM5': fields },
  'data/amplifyData/UnauthRolePolicy*': { 'AwsSolutions-IAM5': fields },
  'data/amplifyData/*/*DefaultConversationHandler': { 'AwsSolutions-L1': runtime },
  'conversationHandlerFunction/*': { 'AwsSolutions-L1': runtime },
  '*/GraphqlAccessPolicy*': {
    'AwsSolutions-IAM5': 'The function may call any operation of the kinds that the schema grants.',
  },
  '*/--storageAccess*': {
    'AwsSolutions-IAM5':
      'It grants the files in a folder; tests/backend/ keeps it to the right ones.',
  },
  '*/SchedulerRoleForTarget-*': {
    'AwsSolutions-IAM5': 'A schedule calls every version of its one function.',
  },
  '*/AmplifySecretFetcherResourceProvider*': {
    'AwsSolutions-IAM5': 'It reads the secrets of this app and of this branch, in any region.',
    'AwsSolutions-L1': runtime,
  },
  '*/BucketNotificationsHandler*': { 'AwsSolutions-L1': runtime },
  '*/Custom::CDKBucketDeployment*': {
    'AwsSolutions-IAM5': 'It copies files of this deployment into buckets of the backend.',
    'AwsSolutions-L1': runtime,
  },
  '*/LogRetention*': {
    'AwsSolutions-IAM5': 'It says how long to keep logs that a deployment names.',
  },
} satisfies Acknowledged
