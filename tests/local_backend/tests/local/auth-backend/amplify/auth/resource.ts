import { defineAuth, defineFunction, secret } from '@aws-amplify/backend'
import { manageUsers } from '../manage-users/resource'

/** One function plays all triggers; it tells them apart by `triggerSource`. */
const trigger = defineFunction({
  name: 'trigger',
  entry: './trigger.ts',
  resourceGroupName: 'auth',
  timeoutSeconds: 10,
})

export const auth = defineAuth({
  loginWith: {
    email: {
      otpLogin: true,
      verificationEmailSubject: 'Welcome to the choir',
      verificationEmailBody: (createCode) => `Sing this: ${createCode()}`,
      userInvitation: {
        emailSubject: 'Join the choir',
        emailBody: (username, code) => `You are ${username()}, your password is ${code()}`,
      },
    },
    phone: { otpLogin: true },
    webAuthn: true,
    externalProviders: {
      google: {
        clientId: secret('GOOGLE_CLIENT_ID'),
        clientSecret: secret('GOOGLE_CLIENT_SECRET'),
        scopes: ['email', 'profile'],
        attributeMapping: { email: 'email', phoneNumber: 'phone', fullname: 'name' },
      },
      oidc: [
        {
          name: 'Work',
          clientId: secret('WORK_CLIENT_ID'),
          clientSecret: secret('WORK_CLIENT_SECRET'),
          issuerUrl: 'https://work.example.com',
          attributeMapping: { email: 'mail', phoneNumber: 'phone', preferredUsername: 'nick' },
        },
      ],
      callbackUrls: ['http://localhost:5173/'],
      logoutUrls: ['http://localhost:5173/bye'],
    },
  },
  groups: ['ADMINS', 'EDITORS'],
  multifactor: { mode: 'OPTIONAL', totp: true, sms: true, email: true },
  senders: { email: { fromEmail: 'choir@example.com' } },
  userAttributes: {
    preferredUsername: { mutable: true },
    fullname: { mutable: true },
    'custom:voice': { dataType: 'String', mutable: false, maxLen: 8 },
    'custom:seat': { dataType: 'Number', min: 1, max: 99 },
  },
  triggers: {
    preSignUp: trigger,
    postConfirmation: trigger,
    preAuthentication: trigger,
    postAuthentication: trigger,
    preTokenGeneration: trigger,
    customMessage: trigger,
    defineAuthChallenge: trigger,
    createAuthChallenge: trigger,
    verifyAuthChallengeResponse: trigger,
    userMigration: trigger,
  },
  access: (allow) => [
    allow.resource(manageUsers).to(['manageUsers', 'manageGroups', 'manageGroupMembership']),
    allow.resource(manageUsers).to(['manageProviderForUser', 'managePasswordRecovery']),
    allow.resource(manageUsers).to(['listUsers', 'listUsersInGroup']),
  ],
})
