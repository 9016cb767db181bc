import type { Acknowledged } from '../findings.ts'

const assets = 'It holds the schema that a deployment writes, and no data.'

export default {
  'data/amplifyData/GraphQLAPI': {
    'AwsSolutions-ASC3': 'Logs cost extra and hold what people send; `logging` turns them on.',
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
} satisfies Acknowledged
