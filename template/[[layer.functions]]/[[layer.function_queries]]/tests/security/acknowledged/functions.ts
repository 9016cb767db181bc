import type { Acknowledged } from '../findings.ts'

export default {
  'data/amplifyData/FunctionDirectiveStack': {
    'AwsSolutions-IAM5': 'The API calls every version of the functions that answer its queries.',
  },
} satisfies Acknowledged
