import { defineAuth } from '@aws-amplify/backend'

export const auth = defineAuth({
  loginWith: { email: true },
  groups: ['ADMINS', 'EDITORS'],
  multifactor: { mode: 'OPTIONAL', totp: true },
  userAttributes: { preferredUsername: { required: false, mutable: true } },
})
