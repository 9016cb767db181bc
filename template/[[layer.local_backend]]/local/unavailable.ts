// What a backend may use and the local backend lacks: said by name at start, and answered with the
// same sentence when it is called.
import type { Assembly } from './services/types.ts'
import type { Handler } from './services/http.ts'
import { ServiceError } from './services/types.ts'

/** Resource types by what a person calls them. */
const missing: [type: RegExp, feature: string][] = [
  [/^AWS::ApiGateway(V2)?::(RestApi|Api)$/, 'REST and HTTP APIs'],
  [/^AWS::AppSync::Api$/, 'AppSync Events'],
  [/^AWS::Location::/, 'geo (maps, places and geofences)'],
  [/^AWS::IoT::/, 'PubSub (IoT Core)'],
  [/^AWS::Lambda::Url$/, 'function URLs'],
  [/^AWS::Lambda::EventSourceMapping$/, 'streams and queues as triggers of functions'],
  [/^AWS::(SNS|SQS|Kinesis|KinesisFirehose|SES|Events|StepFunctions|RDS|OpenSearchService)::/, ''],
]

/** Set up by Amplify for its own deployment, such as the custom resource of its tables. */
const ofAmplify = /^Amplify(Table|ManagedTable)/

/** One line for each feature of an assembly that is not available locally. */
export function unavailableFeatures(assembly: Assembly): string[] {
  const lines = new Set<string>()
  for (const { type, id } of assembly.resources) {
    if (ofAmplify.test(id)) continue
    const found = missing.find(([pattern]) => pattern.test(type))
    if (found) lines.add(found[1] || `${type.split('::')[1]} (${type})`)
  }
  for (const { properties } of assembly.of<{ Type: string; Name: string }>(
    'AWS::AppSync::DataSource',
  )) {
    const { Type, Name } = properties
    if (['NONE', 'AMAZON_DYNAMODB', 'AWS_LAMBDA'].includes(Type)) continue
    const feature = /bedrock|Generation|Conversation/i.test(Name) ? 'AI' : `data source ${Name}`
    lines.add(`${feature} (${Type})`)
  }
  return [...lines]
}

/** Answers requests of functions and apps for services that are not emulated. */
export const answerUnavailable: Handler = ({ headers, url = '/' }) => {
  // The credential names the service: …/REGION/SERVICE/aws4_request
  const signed = /\/([\w-]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1]
  const service = signed ?? new URL(url, 'http://localhost').pathname.split('/')[1]
  throw new ServiceError(
    'NotAvailableLocally',
    `${service || 'This service'} is not available locally. Use a sandbox for it: npx ampx sandbox`,
    501,
  )
}
