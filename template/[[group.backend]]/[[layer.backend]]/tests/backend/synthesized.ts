// The synthesized backend, as the tests look at it: every resource with its properties resolved.
import { resolve } from 'node:path'
import { loadAssembly } from '../../scripts/cloud-assembly.ts'
import { assemblyDirectory } from '../../scripts/synth.ts'

export const backend = loadAssembly(
  assemblyDirectory(resolve(import.meta.dirname, '../..'), 'branch'),
)

export interface Statement {
  Effect: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: string | string[]
  Principal?: string | { AWS?: string | string[] }
  Condition?: Record<string, Record<string, unknown>>
}

interface Policy {
  Roles?: string[]
  PolicyDocument: { Statement: Statement[] }
}

/** What the backend does not define itself. */
interface ExistingAuth {
  userPoolId: string
  userPoolClientId: string
  authRoleArn: string
  unauthRoleArn: string
  groups: Record<string, string>
}

const [existing] = backend.of<ExistingAuth>('Custom::AmplifyRefAuth')
const roleIn = (arn: string) => arn.split('/').at(-1)!

/** The ids of what people sign in at. */
export const signIn = {
  userPool: existing?.properties.userPoolId ?? backend.of('AWS::Cognito::UserPool')[0]?.name,
  client:
    existing?.properties.userPoolClientId ?? backend.of('AWS::Cognito::UserPoolClient')[0]?.name,
}

/** The roles of people, for `statementsOf`. Members of a group have its role instead of the others'. */
export const roles = {
  visitor: existing ? roleIn(existing.properties.unauthRoleArn) : 'AuthunauthenticatedUserRole',
  signedIn: existing ? roleIn(existing.properties.authRoleArn) : 'AuthauthenticatedUserRole',
  ofGroups: new Map<string, string>([
    ...backend
      .of<{ GroupName: string; RoleArn: string }>('AWS::Cognito::UserPoolGroup')
      .map(({ properties }) => [properties.GroupName, roleIn(properties.RoleArn)] as const),
    ...Object.entries(existing?.properties.groups ?? {}).map(
      ([name, arn]) => [name, roleIn(arn)] as const,
    ),
  ]),
}

/** Of people who signed in, be they in a group or not. */
export const signedInRoles = [roles.signedIn, ...roles.ofGroups.values()]

/** What the policies of a role allow and deny. It is named by a part of its logical id. */
export function statementsOf(role: string): Statement[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => backend.of<Policy>(type))
    .filter(({ properties }) => properties.Roles?.some((name) => isCalled(name, role)))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
}

/** The name of a role that the backend does not define may be a part of another's. */
function isCalled(name: string, role: string): boolean {
  return name === role || (name.includes(role) && !!backend.find('AWS::IAM::Role', name))
}

/** What a role may do whose name starts with `prefix`: the resources of each action. */
export function permissionsOf(role: string, prefix: string): Record<string, string[]> {
  const granted = statementsOf(role)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action].flat().map((action) => [action, [Resource].flat()] as const),
    )
  const actions = Map.groupBy(granted, ([action]) => action)
  return Object.fromEntries(
    [...actions]
      .filter(([action]) => action.startsWith(prefix))
      .map(([action, found]) => [action, found.flatMap(([, resources]) => resources)]),
  )
}

/** What `backend.addOutput` adds to amplify_outputs.json. */
export const addedOutputs = JSON.parse(String(backend.root.output('customOutputs') ?? '{}'))
