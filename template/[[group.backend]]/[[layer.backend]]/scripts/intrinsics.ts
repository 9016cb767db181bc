// CloudFormation's intrinsic functions, resolved without an AWS account.
import type { Placeholders, Resource, Stack, Template } from './cloud-assembly.ts'
import { attribute } from './resource-names.ts'

type Values = Record<string, unknown>

/** The stack that a value belongs to. */
export type Scope = {
  template: Template
  parameters: Values
  placeholders: Placeholders
  child(id: string): Stack
  resource(id: string): Resource | undefined
}

/** Throws for a function that needs AWS. */
export function resolveIn(scope: Scope, value: unknown): unknown {
  const { template, parameters, placeholders } = scope
  const pseudo: Values = {
    'AWS::Region': placeholders.region,
    'AWS::AccountId': placeholders.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'local',
    'AWS::StackId': `arn:aws:cloudformation:${placeholders.region}:${placeholders.account}:stack/local/0`,
    'AWS::NoValue': undefined,
  }

  const ref = (id: string): unknown => {
    if (id in pseudo) return pseudo[id]
    if (id in parameters) return parameters[id]
    if (template.Parameters?.[id]) return template.Parameters[id].Default ?? id
    const resource = scope.resource(id)
    return resource ? attribute(resource, undefined, placeholders) : id
  }
  const getAtt = (id: string, name: string): unknown => {
    const resource = scope.resource(id)
    if (!resource) return `${id}.${name}`
    if (resource.type !== 'AWS::CloudFormation::Stack')
      return attribute(resource, name, placeholders)
    return scope.child(id).output(name.replace('Outputs.', ''))
  }
  const dotted = (path: string) => path.split(/\.(.*)/s) as [string, string]
  const substitute = (text: string, variables: Values) =>
    text.replace(/\$\{([^!}][^}]*)\}/g, (_, key: string) =>
      String(
        key in variables
          ? resolve(variables[key])
          : key.includes('.')
            ? getAtt(...dotted(key))
            : ref(key),
      ),
    )
  const holds = (name: string) => Boolean(resolve(template.Conditions?.[name] ?? true))

  const intrinsics: Record<string, (argument: never) => unknown> = {
    Ref: ref,
    Condition: holds,
    'Fn::GetAtt': (path: string | [string, string]) =>
      getAtt(...(typeof path === 'string' ? dotted(path) : path)),
    'Fn::Join': ([separator, parts]: [string, unknown]) =>
      (resolve(parts) as unknown[]).join(separator),
    'Fn::Split': ([separator, text]: [string, unknown]) => String(resolve(text)).split(separator),
    'Fn::Select': ([index, list]: [unknown, unknown]) =>
      (resolve(list) as unknown[])[Number(resolve(index))],
    'Fn::Sub': (argument: string | [string, Values]) =>
      typeof argument === 'string' ? substitute(argument, {}) : substitute(...argument),
    'Fn::If': ([name, yes, no]: [string, unknown, unknown]) => resolve(holds(name) ? yes : no),
    'Fn::Equals': ([left, right]: [unknown, unknown]) => resolve(left) === resolve(right),
    'Fn::Not': ([condition]: [unknown]) => !resolve(condition),
    'Fn::And': (conditions: unknown[]) => conditions.every(resolve),
    'Fn::Or': (conditions: unknown[]) => conditions.some(resolve),
    'Fn::FindInMap': ([map, first, second]: unknown[]) =>
      template.Mappings?.[String(resolve(map))]?.[String(resolve(first))]?.[
        String(resolve(second))
      ],
    'Fn::Base64': (text: unknown) => Buffer.from(String(resolve(text))).toString('base64'),
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => placeholders.region + zone),
  }

  const resolve = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(resolve).filter((item) => item !== undefined)
    if (given === null || typeof given !== 'object') return given
    const entries = Object.entries(given)
    const [name, argument] = entries.length === 1 && entries[0] ? entries[0] : ['', undefined]
    const intrinsic = intrinsics[name]
    if (intrinsic && (name !== 'Condition' || typeof argument === 'string'))
      return intrinsic(argument as never)
    if (name.startsWith('Fn::'))
      throw new Error(`${name} cannot be resolved without an AWS account`)
    return Object.fromEntries(
      entries
        .map(([key, item]) => [key, resolve(item)] as const)
        .filter(([, item]) => item !== undefined),
    )
  }
  return resolve(value)
}
