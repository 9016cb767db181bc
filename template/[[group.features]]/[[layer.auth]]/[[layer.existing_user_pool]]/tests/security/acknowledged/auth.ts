import type { Acknowledged } from '../findings.ts'

export default {
  'auth/AmplifyRefAuthCustomResourceProviderLambda': {
    'AwsSolutions-L1': 'Amplify chooses the runtime of its own functions.',
  },
  'auth/AmplifyRefAuthCustomResourceProvider': {
    'AwsSolutions-IAM5': 'It calls every version of the one function that reads the user pool.',
  },
} satisfies Acknowledged
