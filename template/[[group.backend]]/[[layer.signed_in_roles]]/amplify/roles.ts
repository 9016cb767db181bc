import type { IRole } from 'aws-cdk-lib/aws-iam'
import type { Backend } from './backend'

/** Of people who signed in. A member of a group has the group's role instead of the common one. */
export function signedInRoles({ auth }: Backend): IRole[] {
  const { authenticatedUserIamRole, groups } = auth.resources
  return [authenticatedUserIamRole, ...Object.values(groups).map(({ role }) => role)]
}
