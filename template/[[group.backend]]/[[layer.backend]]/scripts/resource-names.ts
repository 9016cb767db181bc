// The names, ARNs and attributes that a deployment would give to resources.
import { createHash } from 'node:crypto'
import type { Placeholders, Resource } from './cloud-assembly.ts'

type Values = Record<string, unknown>

/** Lower-case letters and digits, the same for the same text. */
export function token(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest('hex')
  return BigInt(`0x${digest}`).toString(36).padStart(49, '0').slice(-length)
}

function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

/** Names as the services form them; generated ones are derived from the seed. */
export function physicalName(type: string, id: string, properties: () => Values, at: Placeholders) {
  const secret = `${at.seed}/${id}`
  switch (type) {
    case 'AWS::Cognito::UserPool':
      return `${at.region}_${token(secret, 9)}`
    case 'AWS::Cognito::UserPoolClient':
    case 'AWS::AppSync::GraphQLApi':
      return token(secret, 26)
    case 'AWS::ApiGateway::RestApi':
    case 'AWS::ApiGatewayV2::Api':
      return token(secret, 10)
    case 'AWS::Lambda::Url':
      return token(secret, 32)
    case 'AWS::ApiGateway::Stage':
    case 'AWS::ApiGatewayV2::Stage':
      return String(properties().StageName)
    case 'AWS::Cognito::IdentityPool':
      return `${at.region}:${uuid(secret)}`
    case 'AWS::AppSync::ApiKey':
      return `da2-${token(secret, 26)}`
    case 'AWS::S3::Bucket':
      return String(properties().BucketName ?? id.toLowerCase())
    case 'AWS::Cognito::UserPoolGroup':
      return String(properties().GroupName)
    case 'AWS::Cognito::UserPoolDomain':
      return String(properties().Domain)
    case 'AWS::Cognito::UserPoolIdentityProvider':
      return String(properties().ProviderName)
    case 'Custom::AmplifyDynamoDBTable':
      return String(properties().tableName)
    case 'AWS::Location::GeofenceCollection':
      return String(properties().CollectionName)
    case 'AWS::AppSync::DataSource':
    case 'AWS::SSM::Parameter':
      return String(properties().Name ?? id)
    default:
      return id
  }
}

/** What only a deployment can read from a user pool that exists already. */
const ofExistingPool: Values = {
  allowUnauthenticatedIdentities: 'true',
  mfaConfiguration: 'OFF',
  passwordPolicyMinLength: '8',
  oauthResponseType: 'code',
  oauthCognitoDomain: '',
  oauthRedirectSignIn: '',
  oauthRedirectSignOut: '',
}

/** `Fn::GetAtt`, or `Ref` when no attribute is named. */
export function attribute(resource: Resource, name: string | undefined, at: Placeholders): unknown {
  const { type, name: physical } = resource
  const [, service = '', kind = ''] = type.toLowerCase().split('::')
  const arn = (path: string, where = `${at.region}:${at.account}`, of = service) =>
    `arn:aws:${of}:${where}:${path}`
  if (type === 'Custom::AmplifyRefAuth' && name) return ofExistingPool[name] ?? '[]'
  switch (`${type}.${name ?? 'Ref'}`) {
    case 'AWS::Cognito::UserPool.Arn':
      return arn(`userpool/${physical}`, undefined, 'cognito-idp')
    case 'AWS::AppSync::GraphQLApi.ApiId':
      return physical
    case 'AWS::AppSync::GraphQLApi.GraphQLUrl':
      return at.graphqlUrl
    case 'AWS::AppSync::Api.Dns.Http':
      return new URL(at.graphqlUrl).host
    case 'AWS::AppSync::ChannelNamespace.ChannelNamespaceArn':
      return arn(`apis/${resource.properties.ApiId}/channelNamespace/${resource.properties.Name}`)
    case 'AWS::AppSync::Api.ApiId':
      return physical
    case 'AWS::AppSync::Api.ApiArn':
    case 'AWS::AppSync::GraphQLApi.Arn':
    case 'AWS::AppSync::GraphQLApi.Ref':
      return arn(`apis/${physical}`)
    case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
      return `https://${physical}.execute-api.${at.region}.amazonaws.com`
    case 'AWS::Lambda::Url.FunctionUrl':
      return `https://${physical}.lambda-url.${at.region}.on.aws/`
    case 'AWS::S3::Bucket.Arn':
      return arn(physical, ':')
    case 'AWS::S3::Bucket.RegionalDomainName':
      return `${physical}.s3.${at.region}.amazonaws.com`
    case 'AWS::Location::GeofenceCollection.CollectionArn':
      return arn(`geofence-collection/${physical}`, undefined, 'geo')
    case 'AWS::IAM::Role.Arn':
      return arn(`role/${physical}`, `:${at.account}`)
    case 'AWS::Lambda::Function.Arn':
      return arn(`function:${physical}`)
    case 'AWS::SSM::Parameter.Value':
      return resource.properties.Value
    case 'Custom::AmplifyDynamoDBTable.TableArn':
      return arn(`table/${physical}`, undefined, 'dynamodb')
    case 'Custom::AmplifyDynamoDBTable.TableStreamArn':
      return arn(`table/${physical}/stream/local`, undefined, 'dynamodb')
    case 'Custom::CDKBucketDeployment.DestinationBucketArn':
      return arn(String(resource.properties.DestinationBucketName), ':')
    case 'AWS::AppSync::ApiKey.ApiKey':
    case 'AWS::AppSync::DataSource.Name':
    case 'AWS::AppSync::FunctionConfiguration.FunctionId':
    case `${type}.Ref`:
      return physical
    case `${type}.Arn`:
      return arn(`${kind}/${physical}`)
    default:
      return `${physical}.${name}`
  }
}
