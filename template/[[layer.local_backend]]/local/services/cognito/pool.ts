// The user pool as the synthesized backend describes it: every rule of the local user pool comes
// from these properties.
import type { Assembly } from '../types.ts'

export type Contact = 'email' | 'phone_number'
/** Names as in `EnabledMfas` and `UserMFASettingList`. */
export type Mfa = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP'
export type FirstFactor = 'PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP' | 'WEB_AUTHN'

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export type PoolProperties = {
  AccountRecoverySetting?: {
    RecoveryMechanisms?: {
      Name: 'verified_email' | 'verified_phone_number' | 'admin_only'
      Priority: number
    }[]
  }
  AdminCreateUserConfig?: {
    AllowAdminCreateUserOnly?: boolean
    InviteMessageTemplate?: { EmailMessage?: string; EmailSubject?: string; SMSMessage?: string }
  }
  AliasAttributes?: string[]
  AutoVerifiedAttributes?: Contact[]
  DeviceConfiguration?: object
  EmailAuthenticationMessage?: string
  EmailAuthenticationSubject?: string
  EnabledMfas?: Mfa[]
  LambdaConfig?: Record<string, unknown>
  MfaConfiguration?: 'OFF' | 'ON' | 'OPTIONAL'
  Policies?: {
    PasswordPolicy?: PasswordPolicy
    SignInPolicy?: { AllowedFirstAuthFactors?: FirstFactor[] }
  }
  Schema?: SchemaAttribute[]
  SmsAuthenticationMessage?: string
  UserAttributeUpdateSettings?: { AttributesRequireVerificationBeforeUpdate?: Contact[] }
  UserPoolAddOns?: { AdvancedSecurityMode?: string }
  UsernameAttributes?: Contact[]
  UsernameConfiguration?: { CaseSensitive?: boolean }
  VerificationMessageTemplate?: {
    DefaultEmailOption?: 'CONFIRM_WITH_CODE' | 'CONFIRM_WITH_LINK'
    EmailMessage?: string
    EmailMessageByLink?: string
    EmailSubject?: string
    EmailSubjectByLink?: string
    SmsMessage?: string
  }
  WebAuthnRelyingPartyID?: string
  WebAuthnUserVerification?: 'required' | 'preferred'
}

export type PasswordPolicy = {
  MinimumLength?: number
  RequireLowercase?: boolean
  RequireNumbers?: boolean
  RequireSymbols?: boolean
  RequireUppercase?: boolean
  PasswordHistorySize?: number
  TemporaryPasswordValidityDays?: number
}

export type SchemaAttribute = {
  /** Custom attributes stand here without `custom:`. */
  Name?: string
  AttributeDataType?: 'String' | 'Number' | 'DateTime' | 'Boolean'
  Mutable?: boolean
  Required?: boolean
  NumberAttributeConstraints?: { MinValue?: string; MaxValue?: string }
  StringAttributeConstraints?: { MinLength?: string; MaxLength?: string }
}

type TimeUnit = 'seconds' | 'minutes' | 'hours' | 'days'

export type ClientProperties = {
  AccessTokenValidity?: number
  AllowedOAuthScopes?: string[]
  /** Minutes. */
  AuthSessionValidity?: number
  CallbackURLs?: string[]
  ExplicitAuthFlows?: string[]
  GenerateSecret?: boolean
  IdTokenValidity?: number
  LogoutURLs?: string[]
  PreventUserExistenceErrors?: 'ENABLED' | 'LEGACY'
  ReadAttributes?: string[]
  RefreshTokenRotation?: { Feature?: 'ENABLED' | 'DISABLED'; RetryGracePeriodSeconds?: number }
  RefreshTokenValidity?: number
  SupportedIdentityProviders?: string[]
  TokenValidityUnits?: Partial<Record<'AccessToken' | 'IdToken' | 'RefreshToken', TimeUnit>>
  WriteAttributes?: string[]
}

export type Client = ClientProperties & { id: string; SupportedIdentityProviders: string[] }

export type GroupProperties = {
  GroupName: string
  Description?: string
  Precedence?: number
  RoleArn?: string
}

/** A social, OpenID Connect or SAML provider. `AttributeMapping` maps attribute -> claim. */
export type Provider = {
  ProviderName: string
  ProviderType: string
  AttributeMapping?: Record<string, string>
}

export type Pool = {
  id: string
  arn: string
  region: string
  /** `iss` of the tokens. */
  issuer: string
  properties: PoolProperties
  clients: Client[]
  groups: GroupProperties[]
  providers: Provider[]
}

/** The user pool of a backend; undefined when the backend has none. */
export function readPool(assembly: Assembly): Pool | undefined {
  const [pool] = assembly.of<PoolProperties>('AWS::Cognito::UserPool')
  if (!pool) return undefined
  const { region, account } = assembly.placeholders
  const ofPool = <P extends object>(type: string) =>
    assembly
      .of<P & { UserPoolId?: string }>(`AWS::Cognito::${type}`)
      .filter(({ properties }) => properties.UserPoolId === pool.name)
  const providers = ofPool<Provider>('UserPoolIdentityProvider')
  // Clients name them by `Ref`.
  const nameOf = (ref: string) =>
    providers.find(({ name }) => name === ref)?.properties.ProviderName ?? ref
  return {
    id: pool.name,
    arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${pool.name}`,
    region,
    issuer: `https://cognito-idp.${region}.amazonaws.com/${pool.name}`,
    properties: pool.properties,
    clients: ofPool<ClientProperties>('UserPoolClient').map(({ name, properties }) => ({
      ...properties,
      id: name,
      SupportedIdentityProviders: properties.SupportedIdentityProviders?.map(nameOf) ?? [],
    })),
    groups: ofPool<GroupProperties>('UserPoolGroup').map(({ properties }) => properties),
    providers: providers.map(({ properties }) => properties),
  }
}

/** What the pool asks for and this backend does not do, one sentence each, for the start message. */
export function missingFeatures(assembly: Assembly): string[] {
  const pool = readPool(assembly)
  if (!pool)
    return assembly.of('Custom::AmplifyRefAuth').length
      ? ['auth: the users of referenceAuth are on AWS; nobody can sign in locally.']
      : []
  const { DeviceConfiguration, LambdaConfig, Policies, UserPoolAddOns } = pool.properties
  const security = UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF'
  const rows: [unknown, string][] = [
    [
      assembly.of('AWS::Cognito::UserPool').length > 1,
      'auth: only the first user pool is available locally.',
    ],
    [DeviceConfiguration, 'auth: devices are not remembered locally.'],
    [
      LambdaConfig?.CustomEmailSender ?? LambdaConfig?.CustomSMSSender,
      'auth: custom email and SMS senders are not called locally; the codes are in the mailbox.',
    ],
    [
      Policies?.PasswordPolicy?.PasswordHistorySize,
      'auth: earlier passwords are not remembered locally; they can be used again.',
    ],
    [security !== 'OFF', 'auth: threat protection is not available locally.'],
    [
      pool.clients.some(({ GenerateSecret }) => GenerateSecret),
      'auth: client secrets are not checked locally.',
    ],
    [
      pool.providers.length,
      'auth: social, OIDC and SAML providers are played by a local page; nothing reaches them.',
    ],
  ]
  return rows.filter(([asked]) => asked).map(([, sentence]) => sentence)
}

/** Seconds in each unit of `TokenValidityUnits`. */
export const timeUnits: Record<TimeUnit, number> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
}
