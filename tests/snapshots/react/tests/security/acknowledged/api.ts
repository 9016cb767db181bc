import type { Acknowledged } from '../findings.ts'

export default {
  'items-api/ItemsApi/DefaultStage': {
    'AwsSolutions-APIG1': 'A log of every request costs extra and says who called what.',
  },
} satisfies Acknowledged
