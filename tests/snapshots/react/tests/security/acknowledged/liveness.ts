import type { Acknowledged } from '../findings.ts'

export default {
  liveness: {
    'AwsSolutions-IAM5[Resource::*]': 'Amazon Rekognition has no ARNs for checks.',
  },
  'liveness/Sessions': {
    'AwsSolutions-DDB3': 'Nobody asks for a check of yesterday.',
  },
  'liveness/Api': {
    'AwsSolutions-APIG1': 'A log of every request costs extra and says who called what.',
    'AwsSolutions-APIG2': 'The function looks at what people send.',
    'AwsSolutions-APIG3': 'A firewall costs extra, also where nobody attacks.',
    'AwsSolutions-APIG6': 'A log of every request costs extra and says who called what.',
    'AwsSolutions-COG4': 'The role of the person decides, which Cognito gives to who signed in.',
  },
} satisfies Acknowledged
