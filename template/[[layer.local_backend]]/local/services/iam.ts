// AWS IAM: decides by the policies that were synthesized, so that what is refused on AWS is
// refused here.
import type { Assembly } from './types.ts'

/** A caller with an access key. */
export type Principal = { role: string; identityId?: string }

export type Iam = {
  /**
   * True when a policy of the role allows an action (`s3:GetObject`) on a resource (an ARN) and
   * none denies it. `context` holds condition keys such as `s3:prefix`.
   */
  allows(
    principal: Principal,
    action: string,
    resource: string,
    context?: Record<string, string>,
  ): boolean
}

type OneOrMany<T> = T | T[]
type Statement = {
  Effect: 'Allow' | 'Deny'
  Action?: OneOrMany<string>
  NotAction?: OneOrMany<string>
  Resource?: OneOrMany<string>
  NotResource?: OneOrMany<string>
  Condition?: Record<string, Record<string, OneOrMany<string>>>
}
type Document = { Statement: OneOrMany<Statement> }
type Attached = { Roles?: string[]; PolicyDocument: Document }

/**
 * Reads the inline and managed policies of an assembly's roles. Policies of resources (such as a
 * bucket's) are not evaluated: Amplify's only demand TLS.
 */
export function createIam(assembly: Assembly): Iam {
  const statements = new Map<string, Statement[]>()
  const add = (role: string, { Statement }: Document) =>
    statements.set(role, [...(statements.get(role) ?? []), ...list(Statement)])

  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']) {
    for (const { properties } of assembly.of<Attached>(type)) {
      for (const role of properties.Roles ?? []) add(role, properties.PolicyDocument)
    }
  }
  for (const role of assembly.of<{ Policies?: Attached[] }>('AWS::IAM::Role')) {
    for (const { PolicyDocument } of role.properties.Policies ?? []) add(role.name, PolicyDocument)
  }

  return {
    allows({ role, identityId }, action, resource, context = {}) {
      const variables = { ...context, 'cognito-identity.amazonaws.com:sub': identityId ?? '' }
      const applies = (statement: Statement) =>
        covers(statement.Action, statement.NotAction, action, {}) &&
        covers(statement.Resource, statement.NotResource, resource, variables) &&
        conditionsHold(statement.Condition ?? {}, variables)
      const matching = (statements.get(role) ?? []).filter(applies)
      return (
        matching.some(({ Effect }) => Effect === 'Allow') &&
        !matching.some(({ Effect }) => Effect === 'Deny')
      )
    },
  }
}

const list = <T>(value: OneOrMany<T> | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

function covers(
  patterns: OneOrMany<string> | undefined,
  except: OneOrMany<string> | undefined,
  value: string,
  variables: Record<string, string>,
): boolean {
  if (except) return !list(except).some((pattern) => like(pattern, value, variables))
  return list(patterns).some((pattern) => like(pattern, value, variables))
}

/** `*` and `?` match as in file names; `${key}` stands for a value of the request. */
function like(pattern: string, value: string, variables: Record<string, string>): boolean {
  const expression = pattern
    .split(/(\$\{[^}]*\}|[*?])/)
    .map((part) => {
      if (part === '*') return '.*'
      if (part === '?') return '.'
      const variable = /^\$\{(.*)\}$/.exec(part)?.[1]
      // A caller without that value matches nothing, as on AWS.
      return RegExp.escape(variable === undefined ? part : variables[variable] || '\0')
    })
    .join('')
  return new RegExp(`^${expression}$`, 's').test(value)
}

type Operator = (wanted: string, value: string, variables: Record<string, string>) => boolean

const operators: Record<string, Operator> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (wanted, value) => wanted === value,
}

function conditionsHold(
  conditions: NonNullable<Statement['Condition']>,
  variables: Record<string, string>,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) => {
    const negated = /^(String|Arn)Not/.test(operator)
    const compare = operators[operator.replace('Not', '')]
    if (!compare) throw new Error(`The IAM condition ${operator} is not available locally`)
    return Object.entries(keys).every(([key, wanted]) => {
      const value = variables[key]
      if (value === undefined) return negated
      return negated !== list(wanted).some((one) => compare(String(one), value, variables))
    })
  })
}
