import type { Acknowledged } from '../findings.ts'

const logs = 'AWSLambdaBasicExecutionRole'

export default {
  '': {
    [`AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${logs}]`]:
      'It lets a function write its logs and do nothing else.',
  },
  AmplifyBranchLinker: {
    'AwsSolutions-IAM5': 'Amplify links this branch, and no other, to its backend in any region.',
    'AwsSolutions-L1': 'Amplify chooses the runtime of its own functions.',
  },
} satisfies Acknowledged
