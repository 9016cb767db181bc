import type { a, defineData } from '@aws-amplify/backend'
import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'

type Data = ReturnType<ReturnType<typeof defineData>['getInstance']>['resources']
type Model = ReturnType<typeof a.ai.model>

/**
 * Lets a generation route call a model that Bedrock offers in all regions together, as
 * `global.anthropic.…`. Amplify's own policy takes that name for a foundation model.
 * @see https://github.com/aws-amplify/amplify-category-api/issues/3502
 */
export function allowInferenceProfile(data: Data, route: string, { resourcePath }: Model) {
  const name = `GenerationBedrockDataSource${route[0].toUpperCase()}${route.slice(1)}`
  const role = data.nestedStacks[`${name}Stack`].node.findChild(`${name}IAMRole`) as Role
  const { account, partition, region } = Stack.of(role)
  const model = resourcePath.replace(/^global\./, '')
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['bedrock:InvokeModel'],
      resources: [
        `arn:${partition}:bedrock:${region}:${account}:inference-profile/${resourcePath}`,
        `arn:${partition}:bedrock:${region}::foundation-model/${model}`,
        `arn:${partition}:bedrock:::foundation-model/${model}`,
      ],
    }),
  )
}
