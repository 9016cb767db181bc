import type { Acknowledged } from '../findings.ts'

export default {
  'pubsub/PubSubPolicy': {
    'AwsSolutions-IAM5': 'Any topic below the prefix of this backend, and any window of a person.',
  },
  'pubsub/attach-iot-policy-lambda': {
    'AwsSolutions-IAM5': 'Identities have no ARN; the function takes the one that calls it.',
  },
  'pubsub/prepare-iot-lambda': {
    'AwsSolutions-IAM5': 'Identities have no ARN, and endpoints belong to the whole account.',
  },
  'pubsub/IotProvider': {
    'AwsSolutions-IAM5': 'The CDK lets it call every version of one function.',
  },
  'pubsub/Api': {
    'AwsSolutions-APIG1': 'A log of every request costs extra and says who called what.',
    'AwsSolutions-APIG2': 'Nothing that people send is read.',
    'AwsSolutions-APIG3': 'A firewall costs extra, also where nobody attacks.',
    'AwsSolutions-APIG6': 'A log of every request costs extra and says who called what.',
    'AwsSolutions-COG4': 'The role of the person decides, which Cognito gives to who signed in.',
  },
} satisfies Acknowledged
