// The synthesized backend, as the tests look at it: every resource with its properties resolved.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { deployedFile, loadAssembly } from '../../scripts/cloud-assembly.ts'
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

/** The authorization rules of what the data model, or one type of it, declares in the line that starts with `start`. */
export function rulesOf(start: string, type = ''): string[] | undefined {
  const declared = declarationOf(start, type && declarationOf(`type ${type} `))
  const rules = /^[^\n]*@auth\(rules: \[(.*?)\]\)/s.exec(declared)?.[1]
  return rules?.split(/,\n\s*/)
}

/** The directives that let clients call the operation in the line of the data model that starts with `start`. */
export function directivesOf(start: string): string[] {
  const line = lineOf(start)
  return (line.match(/@aws_\w+/g) ?? []).filter((name) => name !== '@aws_subscribe').toSorted()
}

/** The line of the data model that starts with `start`. */
export function lineOf(start: string): string {
  const [line = ''] = declarationOf(start).split('\n')
  return line
}

function declarationOf(start: string, schema = ''): string {
  const model = `\n${schema || modelSchema()}`
  const place = model.indexOf(`\n${start}`)
  return place < 0 ? '' : model.slice(place + 1)
}

/** The data model, as Amplify deploys it for code generation. */
function modelSchema(): string {
  for (const { name } of backend.of('AWS::S3::Bucket')) {
    const file = deployedFile(backend, name, 'model-schema.graphql')
    if (file) return readFileSync(file, 'utf8')
  }
  throw new Error('The backend deploys no data model')
}
