import { Aspects, Stack } from 'aws-cdk-lib'
import { CfnPolicy } from 'aws-cdk-lib/aws-iam'
import type { Backend } from '../backend'

/**
 * Gives the policies of every sandbox and branch names of their own: they are attached to the same
 * roles, where a deployment would replace those of another that have the same names.
 */
export function namePolicies(backend: Backend) {
  // The name of the stack ends with a hash of the app and the sandbox or branch.
  const deployment = backend.stack.stackName.slice(-10)
  Aspects.of(backend.stack).add({
    visit(node) {
      if (!(node instanceof CfnPolicy)) return
      const name = String(Stack.of(node).resolve(node.policyName))
      // IAM takes 128 characters; the last ones are the most particular.
      node.policyName = `${name.slice(-117)}-${deployment}`
    },
  })
}
