import type { Acknowledged } from '../findings.ts'

export default {
  'storage/files/Bucket': {
    'AwsSolutions-S1': 'A log of every request costs extra and says who used which file.',
  },
  storage: {
    'AwsSolutions-IAM5[Resource::<filesBucket.Arn>/':
      'A policy grants the files in a folder; tests/backend/ keeps it to the right ones.',
  },
} satisfies Acknowledged
