import type { Acknowledged } from '../findings.ts'

const runtime = 'Amplify chooses the runtime of its own functions.'

export default {
  'notifications/notifications/CampaignAssociationFn': {
    'AwsSolutions-IAM5': 'It connects an instance of Amazon Connect that has no ARN yet.',
    'AwsSolutions-L1': runtime,
  },
  'notifications/notifications/CampaignAssociationProvider': {
    'AwsSolutions-IAM5': 'It calls every version of the one function that connects campaigns.',
  },
  'notifications/notifications/ApiFn': {
    'AwsSolutions-IAM5': 'It writes the profiles of this app, of whichever type.',
    'AwsSolutions-L1': runtime,
  },
  'notifications/notifications/IdentifyUserApi': {
    'AwsSolutions-APIG1': 'A log of every request costs extra and says who called what.',
  },
  'notifications/notifications/PushHandlerFn': {
    'AwsSolutions-IAM5': 'It sends the messages of any campaign and template of this app.',
    'AwsSolutions-L1': runtime,
  },
} satisfies Acknowledged
