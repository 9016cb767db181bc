import type { Acknowledged } from '../findings.ts'

export default {
  'items-api/ItemsApi/DefaultStage': {
    'AwsSolutions-APIG1': 'A log of every request costs extra and says who called what.',
  },
  'items-api/ItemsApiAccess': {
    'AwsSolutions-IAM5': 'Whoever signed in calls the two routes, at whichever stage.',
  },
} satisfies Acknowledged
