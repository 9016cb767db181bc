// What a backend may use and the local backend lacks: said by name at start, and answered with a
// sentence when it is called.
import { manager } from './package-manager.ts'
import { isBedrock } from './services/appsync-data-sources.ts'
import type { Handler } from './services/http.ts'
import { ServiceError, type Assembly } from './services/types.ts'

/** Services whose actions the policies of a backend may name, and that answer here. */
const emulated = [
  'appsync',
  'cognito-idp',
  'cognito-identity',
  'dynamodb',
  'execute-api',
  'lambda',
  's3',
  'ssm',
]
/** Without effect on what an app sees. */
const ignored = ['cloudwatch', 'iam', 'kms', 'logs', 'sts', 'xray']

const push = 'push notifications (AWS End User Messaging)'

const labels: Record<string, string> = {
  bedrock: 'knowledge bases and agents (Amazon Bedrock)',
  'bedrock:models': 'models (Amazon Bedrock); a stand-in answers, and says so',
  connect: push,
  'connect-campaigns': push,
  comprehend: 'predictions (Amazon Comprehend)',
  geo: 'geo (Amazon Location Service)',
  'geo-maps': 'geo (Amazon Location Service)',
  'geo-places': 'geo (Amazon Location Service)',
  'geo-routes': 'geo (Amazon Location Service)',
  iot: 'PubSub (AWS IoT)',
  kinesis: 'analytics (Amazon Kinesis)',
  mobiletargeting: push,
  polly: 'predictions (Amazon Polly)',
  profile: push,
  rekognition: 'predictions and face liveness (Amazon Rekognition)',
  ses: 'email (Amazon SES)',
  sns: 'notifications (Amazon SNS)',
  textract: 'predictions (Amazon Textract)',
  transcribe: 'predictions (Amazon Transcribe)',
  translate: 'predictions (Amazon Translate)',
  wisdom: push,
}

const types: [type: RegExp, label: string][] = [
  [/^AWS::(Connect|CustomerProfiles|Pinpoint|Wisdom)::/, push],
  [/^AWS::SNS::Topic$/, labels.sns ?? ''],
  [/^AWS::Kinesis::Stream$/, labels.kinesis ?? ''],
  [/^AWS::Lambda::EventSourceMapping$/, 'streams and queues that invoke functions'],
  [/^AWS::Location::/, labels.geo ?? ''],
]

type Statements = { Statement: { Action?: string | string[] } | { Action?: string | string[] }[] }
type WithPolicies = {
  PolicyDocument?: Statements
  Policies?: { PolicyDocument: Statements }[]
  AssumeRolePolicyDocument?: Statements
}

const sendsForCognito = (trust: Statements | undefined) =>
  JSON.stringify(trust ?? '').includes('"cognito-idp.amazonaws.com"')

/** One line for each feature of an assembly that is not available locally. */
export function unavailableFeatures(assembly: Assembly): string[] {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']
    .flatMap((type) => assembly.of<WithPolicies>(type))
    // Amplify's own machinery, which makes the tables.
    .filter(({ id }) => !id.startsWith('AmplifyManagedTable'))
    // With this role Cognito sends text messages, which are in the local mailbox.
    .filter(({ properties: { AssumeRolePolicyDocument: trust } }) => !sendsForCognito(trust))
    .flatMap(({ properties }) => [properties, ...(properties.Policies ?? [])])
  const services = policies
    .flatMap(({ PolicyDocument }) => PolicyDocument?.Statement ?? [])
    .flatMap(({ Action }) => Action ?? [])
    .map((action) => {
      const models = action.startsWith('bedrock:InvokeModel')
      return models ? 'bedrock:models' : (action.split(':')[0] ?? '')
    })
    .filter(
      (service) => service !== '*' && !emulated.includes(service) && !ignored.includes(service),
    )
    .map((service) => labels[service] ?? `the AWS service "${service}"`)

  const resources = assembly.resources.flatMap(({ type }) =>
    types.filter(([pattern]) => pattern.test(type)).map(([, label]) => label),
  )
  const sources = assembly
    .of<{ Type: string; Name: string; HttpConfig?: { Endpoint: string } }>(
      'AWS::AppSync::DataSource',
    )
    .filter(
      ({ properties: { Type, HttpConfig } }) =>
        !['NONE', 'AMAZON_DYNAMODB', 'AWS_LAMBDA'].includes(Type) &&
        !isBedrock(HttpConfig?.Endpoint ?? ''),
    )
    .map(({ properties: { Type, Name } }) => `the data source ${Name} (${Type})`)
  const handlers = assembly
    .of<{ CodeHandlers?: string; CodeS3Location?: string }>('AWS::AppSync::ChannelNamespace')
    .some(({ properties }) => properties.CodeHandlers || properties.CodeS3Location)
  const sql = assembly.of('AWS::Lambda::Function').some(({ id }) => /SQLLambda/i.test(id))
  const all = [...services, ...resources, ...sources, ...(sql ? ['SQL databases of Data'] : [])]
  if (handlers) all.push('handlers of AppSync Events')
  return [...new Set(all)].filter((feature) => feature !== undefined)
}

/** Answers requests of functions and apps for services that are not emulated. */
export const answerUnavailable: Handler = ({ headers, url = '/' }) => {
  // The credential names the service: …/REGION/SERVICE/aws4_request
  const signed = /\/([\w-]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1]
  const service = signed ?? new URL(url, 'http://localhost').pathname.split('/')[1]
  throw new ServiceError(
    'NotAvailableLocally',
    `${service || 'This service'} is not available locally. Use a sandbox for it: ${manager} run sandbox`,
    501,
  )
}
