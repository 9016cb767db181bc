// AWS IAM: decides by the policies that were synthesized, so that what is refused on AWS is
// refused here.
import { managedPolicy } from './iam-managed.ts'
import type { Assembly } from './types.ts'

/** Who calls: the role that they act with. */
export type Principal = {
  role: string
  /** Of an identity pool. */
  identityId?: string
  /** Tells an app's person or guest from a function. */
  cognito?: { authenticated: boolean; sub?: string }
  accessKeyId?: string
}

/** Condition keys of a request such as `s3:prefix`; some, such as `dynamodb:LeadingKeys`, have several values. */
export type Context = Record<string, string | string[]>

/** The name of a role by its ARN. */
export const roleOf = (arn: string): string => arn.split('/').at(-1) ?? arn

export type Iam = {
  /**
   * True when a policy of the role allows an action (`s3:GetObject`) on a resource (an ARN) and
   * none denies it.
   */
  allows(principal: Principal, action: string, resource: string, context?: Context): boolean
  /** What the policies use and is not known here, one sentence each; it allows nothing. */
  missing(): string[]
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
type Role = { Policies?: Attached[]; ManagedPolicyArns?: string[] }

/**
 * Reads the inline and managed policies of an assembly's roles. Policies of resources (such as a
 * bucket's) are not evaluated: Amplify's only demand TLS.
 */
export function createIam(assembly: Assembly): Iam {
  const statements = new Map<string, Statement[]>()
  const unknown = new Set<string>()
  const add = (role: string, { Statement }: Document) =>
    statements.set(role, [...(statements.get(role) ?? []), ...list(Statement)])
  const own = assembly.of<Attached>('AWS::IAM::ManagedPolicy')

  for (const { properties } of [...assembly.of<Attached>('AWS::IAM::Policy'), ...own]) {
    for (const role of properties.Roles ?? []) add(roleOf(role), properties.PolicyDocument)
  }
  for (const { name, properties } of assembly.of<Role>('AWS::IAM::Role')) {
    for (const { PolicyDocument } of properties.Policies ?? []) add(name, PolicyDocument)
    for (const arn of properties.ManagedPolicyArns ?? []) {
      const inAssembly = assembly.find<Attached>('AWS::IAM::ManagedPolicy', arn)
      const document = inAssembly?.properties.PolicyDocument ?? managedPolicy(arn)
      if (document) add(name, document)
      else unknown.add(`the policy ${arn}: what it allows is refused`)
    }
  }
  for (const { Condition = {} } of [...statements.values()].flat()) {
    for (const operator of Object.keys(Condition)) {
      if (!readOperator(operator)) unknown.add(`the IAM condition ${operator}: nothing meets it`)
    }
  }

  return {
    missing: () => [...unknown],
    allows({ role, identityId }, action, resource, context = {}) {
      const variables = {
        'aws:SecureTransport': 'true',
        'aws:SourceIp': '127.0.0.1',
        'aws:CurrentTime': new Date().toISOString(),
        ...context,
        ...(identityId && { 'cognito-identity.amazonaws.com:sub': identityId }),
      }
      const applies = (statement: Statement) =>
        covers(statement.Action, statement.NotAction, action, {}, 'i') &&
        covers(statement.Resource, statement.NotResource, resource, variables) &&
        conditionsHold(statement, variables)
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
  variables: Context,
  flags = '',
): boolean {
  const matches = (pattern: string) => like(pattern, value, variables, flags)
  return except ? !list(except).some(matches) : list(patterns).some(matches)
}

/** `*` and `?` match as in file names; `${key}` stands for a value of the request. */
function like(pattern: string, value: string, variables: Context, flags = ''): boolean {
  if (filled(pattern, variables) === undefined) return false
  const expression = pattern
    .split(/(\$\{[^}]*\}|[*?])/)
    .map((part) => {
      if (part === '*') return '.*'
      if (part === '?') return '.'
      return (filled(part, variables) ?? part).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${expression}$`, `s${flags}`).test(value)
}

/** Undefined when a caller lacks a value that a policy names, which matches nothing, as on AWS. */
function filled(text: string, variables: Context): string | undefined {
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index) => {
    const value = index % 2 ? valueOf(variables, part) || undefined : part
    return typeof value === 'string' ? value : undefined
  })
  return parts.includes(undefined) ? undefined : parts.join('')
}

/** Names of keys are the same in any case. */
const valueOf = (variables: Context, key: string) =>
  Object.entries(variables).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]

type Compare = (wanted: string, value: string, variables: Context) => boolean

const ordered =
  (read: (text: string) => number, test: (value: number, wanted: number) => boolean): Compare =>
  (wanted, value) =>
    test(read(value), read(wanted))
const orders = (prefix: string, read: (text: string) => number): [string, Compare][] => [
  [`${prefix}Equals`, ordered(read, (value, wanted) => value === wanted)],
  [`${prefix}LessThan`, ordered(read, (value, wanted) => value < wanted)],
  [`${prefix}LessThanEquals`, ordered(read, (value, wanted) => value <= wanted)],
  [`${prefix}GreaterThan`, ordered(read, (value, wanted) => value > wanted)],
  [`${prefix}GreaterThanEquals`, ordered(read, (value, wanted) => value >= wanted)],
]
const inAnyCase = (text: string) => text.toLowerCase()

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = new Map<string, Compare>([
  ['StringEquals', (wanted, value, variables) => filled(wanted, variables) === value],
  [
    'StringEqualsIgnoreCase',
    (wanted, value, variables) => filled(wanted, variables)?.toLowerCase() === inAnyCase(value),
  ],
  ['StringLike', like],
  ['ArnEquals', like],
  ['ArnLike', like],
  ['Bool', (wanted, value) => inAnyCase(wanted) === inAnyCase(value)],
  ...orders('Numeric', Number),
  ...orders('Date', (text) => Date.parse(text)),
])

/** `ForAllValues:StringNotEqualsIfExists` and the like; undefined for one that is not known here. */
function readOperator(operator: string) {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? []
  const negated = /^(String|Arn|Numeric|Date)Not/.test(name)
  const compare = operators.get(negated ? name.replace('Not', '') : name)
  const isNull = name === 'Null'
  if (!compare && !isNull) return undefined
  return { compare, negated, isNull, set, passesWithout: ifExists || set === 'ForAllValues' }
}

/** A condition that is not known here never makes an Allow apply, and always a Deny. */
function conditionsHold({ Condition = {}, Effect }: Statement, variables: Context): boolean {
  return Object.entries(Condition).every(([name, keys]) => {
    const operator = readOperator(name)
    if (!operator) return Effect === 'Deny'
    const { compare, negated, isNull, set, passesWithout } = operator
    // Of several values, without a word on which: all for an Allow, one for a Deny.
    const one = set ? set === 'ForAnyValue' : Effect === 'Deny'
    return Object.entries(keys).every(([key, wanted]) => {
      const value = valueOf(variables, key)
      if (isNull) return list(wanted).some((one) => String(one) === String(value === undefined))
      if (value === undefined) return negated || Boolean(passesWithout)
      const meets = (given: string) =>
        negated !== list(wanted).some((text) => compare?.(String(text), given, variables))
      return one ? list(value).some(meets) : list(value).every(meets)
    })
  })
}
