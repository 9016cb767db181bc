// Where what a backend gives a URL to is on this machine: outputs name the URLs of AWS.
import { friendlyName } from './lambda.ts'
import type { Assembly } from './types.ts'

type Named = { Name?: string; ApiId?: string; RestApiId?: string }
type FunctionUrl = { TargetFunctionArn: string }
type Tagged = { Tags?: { Key: string; Value: string }[] }

/** Pairs of the name of an API or a function and its URL here, for a backend at `url`. */
export function addresses(assembly: Assembly, url: string): [label: string, url: string][] {
  const apis = (['AWS::ApiGatewayV2', 'AWS::ApiGateway'] as const).flatMap((service) =>
    assembly.of<Named>(`${service}::Stage`).map(({ name: stage, properties }): [string, string] => {
      const { ApiId, RestApiId = '' } = properties
      const id = ApiId ?? RestApiId
      const type = ApiId ? 'AWS::ApiGatewayV2::Api' : 'AWS::ApiGateway::RestApi'
      const label = assembly.find<Named>(type, id)?.properties.Name ?? id
      return [label, `${url}/execute-api/${id}${stage === '$default' ? '' : `/${stage}`}`]
    }),
  )
  const urls = assembly
    .of<FunctionUrl>('AWS::Lambda::Url')
    .map(({ name, properties: { TargetFunctionArn: arn } }): [string, string] => {
      const lambda = assembly.find<Tagged>('AWS::Lambda::Function', arn)
      return [lambda ? friendlyName(lambda) : arn, `${url}/lambda-url/${name}/`]
    })
  return [...apis, ...urls]
}
