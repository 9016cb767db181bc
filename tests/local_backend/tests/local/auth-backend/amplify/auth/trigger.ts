// Plays every trigger of the user pool. What it does depends on the person's name.
type Event = {
  triggerSource: string
  userName: string
  request: {
    userAttributes?: Record<string, string>
    clientMetadata?: Record<string, string>
    codeParameter?: string
    password?: string
    session?: { challengeName: string; challengeResult: boolean }[]
    challengeAnswer?: string
    privateChallengeParameters?: Record<string, string>
  }
  response: Record<string, unknown>
}

const steps: Record<string, (event: Event, email: string) => void> = {
  PreSignUp_SignUp: ({ response }, email) => {
    if (email.startsWith('refused')) throw new Error('Only singers may join')
    response.autoConfirmUser = email.startsWith('auto')
    response.autoVerifyEmail = email.startsWith('auto')
  },
  PreSignUp_ExternalProvider: (_, email) => {
    if (email.startsWith('refused')) throw new Error('Only singers may join')
  },
  PreAuthentication_Authentication: (_, email) => {
    if (email.startsWith('hoarse')) throw new Error('Rest your voice')
  },
  CustomMessage_ForgotPassword: ({ request, response }) => {
    if (request.clientMetadata?.language !== 'de') return
    response.emailSubject = 'Passwort vergessen'
    response.emailMessage = `Dein Code: ${request.codeParameter}`
  },
  DefineAuthChallenge_Authentication: ({ request, response }) => {
    const last = request.session?.at(-1)
    if (last?.challengeName === 'SRP_A') response.challengeName = 'PASSWORD_VERIFIER'
    else if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult)
      response.issueTokens = true
    else if (last?.challengeName === 'CUSTOM_CHALLENGE') response.failAuthentication = true
    else response.challengeName = 'CUSTOM_CHALLENGE'
  },
  CreateAuthChallenge_Authentication: ({ response }) => {
    response.publicChallengeParameters = { question: 'Which note follows do, re?' }
    response.privateChallengeParameters = { answer: 'mi' }
  },
  VerifyAuthChallengeResponse_Authentication: ({ request, response }) => {
    response.answerCorrect = request.challengeAnswer === request.privateChallengeParameters?.answer
  },
  UserMigration_ForgotPassword: ({ userName, response }) => {
    if (!userName.startsWith('moved')) return
    const userAttributes = {
      email: userName,
      phone_number: '+491700000098',
      email_verified: 'true',
    }
    Object.assign(response, { userAttributes, messageAction: 'SUPPRESS' })
  },
  UserMigration_Authentication: ({ userName, request, response }) => {
    if (!userName.startsWith('moved') || request.password !== 'Old-Choir-1') return
    response.userAttributes = {
      email: userName,
      email_verified: 'true',
      phone_number: '+491700000099',
    }
    response.finalUserStatus = 'CONFIRMED'
    response.messageAction = 'SUPPRESS'
  },
}

export const handler = async (event: Event): Promise<Event> => {
  const email = event.request.userAttributes?.email ?? ''
  steps[event.triggerSource]?.(event, email)
  if (event.triggerSource.startsWith('TokenGeneration_') && email.startsWith('tenor'))
    event.response.claimsOverrideDetails = {
      claimsToAddOrOverride: { voice: 'tenor', sub: 'somebody else' },
      claimsToSuppress: ['phone_number'],
      groupOverrideDetails: { groupsToOverride: ['TENORS'] },
    }
  return event
}
