import type { Acknowledged } from '../findings.ts'

const deployment = 'data/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C1536MiB'
const assets = 'It holds the schema that a deployment writes, and no data.'

export default {
  'data/amplifyData/GraphQLAPI': {
    'AwsSolutions-ASC3': 'Logs cost extra and hold what people send; `logging` turns them on.',
  },
  'data/amplifyData/Todo/TodoIAMRole': {
    'AwsSolutions-IAM5': 'The API reaches every index of the one table of its model.',
  },
  'data/amplifyData/AmplifyTableManager': {
    'AwsSolutions-IAM5': 'It makes the tables of this API, whose names begin with that of a model.',
    'AwsSolutions-SF1': 'It waits for tables during a deployment, which says what went wrong.',
    'AwsSolutions-SF2': 'It waits for tables during a deployment, which says what went wrong.',
  },
  'data/amplifyData/AmplifyCodegenAssets/AmplifyCodegenAssetsBucket': {
    'AwsSolutions-S1': assets,
    'AwsSolutions-S10': assets,
  },
  'data/modelIntrospectionSchemaBucket': {
    'AwsSolutions-S1': assets,
  },
  [deployment]: {
    'AwsSolutions-IAM5': 'It copies files of this deployment into the two buckets of the schema.',
    'AwsSolutions-L1': 'The CDK chooses the runtime of its own functions.',
  },
} satisfies Acknowledged
