import type { Acknowledged } from '../findings.ts'

export default {
  'storage/*/Bucket': {
    'AwsSolutions-S1': 'A log of every request costs extra and says who used which file.',
  },
} satisfies Acknowledged
