import type { Acknowledged } from '../findings.ts'

export default {
  'auth/amplifyAuth/UserPool': {
    'AwsSolutions-COG2': 'A second factor for everybody was not chosen for this app.',
    'AwsSolutions-COG8': 'Threat protection costs extra for every person who signs in.',
  },
} satisfies Acknowledged
