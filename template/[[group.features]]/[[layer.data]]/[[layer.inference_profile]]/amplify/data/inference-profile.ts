import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'
import type { Backend } from '../backend'
import { generationModel } from './resource'

/**
 * Lets a generation route call a model that Bedrock offers in all regions together, as
 * `global.anthropic.…`. Amplify's own policy takes that name for a foundation model.
 * @see https://github.com/aws-amplify/amplify-category-api/issues/3502
 */
export function allowInferenceProfile(backend: Backend) {
  const name = 'GenerationBedrockDataSourceSuggestTodos'
  const { nestedStacks } = backend.data.resources
  const role = nestedStacks[`${name}Stack`].node.findChild(`${name}IAMRole`) as Role
  const { account, partition, region } = Stack.of(role)
  const profile = generationModel.resourcePath
  const model = profile.replace(/^global\./, '')
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['bedrock:InvokeModel'],
      resources: [
        `arn:${partition}:bedrock:${region}:${account}:inference-profile/${profile}`,
        `arn:${partition}:bedrock:${region}::foundation-model/${model}`,
        `arn:${partition}:bedrock:::foundation-model/${model}`,
      ],
    }),
  )
}
