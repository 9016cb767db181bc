// Typed calls of the queries, mutations and subscriptions that the data model defines itself, for models.mjs: Amplify's
// generator makes classes of the models alone, and for Swift 5.

const TYPES = {
  ID: 'String',
  String: 'String',
  Int: 'Int',
  Float: 'Double',
  Boolean: 'Bool',
  AWSDate: 'Temporal.Date',
  AWSDateTime: 'Temporal.DateTime',
  AWSTime: 'Temporal.Time',
  AWSTimestamp: 'Int',
  AWSEmail: 'String',
  AWSIPAddress: 'String',
  AWSJSON: 'String',
  AWSPhone: 'String',
  AWSURL: 'String',
}

/**
 * The files beside the classes, and these as Swift 6 takes them.
 * @param {object} description of a data model, by Amplify's generator
 * @param {Record<string, string>} classes the same generator's, by file
 */
export function operations(description, classes = {}) {
  const calls = OPERATIONS.flatMap(([operation, group]) =>
    Object.values(description[group] ?? {}).map((each) => call(operation, each, description)),
  )
  const values = Object.keys(classesOf(description))
  return {
    ...Object.fromEntries(Object.entries(classes).map(([path, text]) => [path, forSwift6(text)])),
    ...(values.length && { 'Sendable.swift': sendable(values) }),
    ...(calls.length && { 'Operations.swift': `${HEAD}\n${calls.join('\n')}` }),
  }
}

const OPERATIONS = [
  ['query', 'queries'],
  ['mutation', 'mutations'],
  ['subscription', 'subscriptions'],
]

const HEAD = `// swiftlint:disable all
@preconcurrency import Amplify
import Foundation
`

const classesOf = ({ models, nonModels }) => ({ ...models, ...nonModels })

/**
 * Amplify's own types were made before Swift 6, which takes them at their word with `@preconcurrency`. The generator names
 * whoever has credentials of an identity pool as Gen 2 does; the library knows them by the older name alone.
 */
function forSwift6(text) {
  return text
    .replace(/^import Amplify$/m, '@preconcurrency import Amplify')
    .replaceAll('provider: .identityPool', 'provider: .iam')
}

function sendable(names) {
  const lines = names.map((name) => `extension ${name}: @unchecked Sendable {}\n`)
  return `// swiftlint:disable all\n\n// Structures of values, which one task may hand to another.\n${lines.join('')}`
}

/** A request as `.list` and `.create` of Amplify are, to be used in their places. */
function call(operation, { name, arguments: given = {}, ...result }, description) {
  const parameters = Object.values(given)
  const types = parameters.map((each) => swiftType(each, description))
  const answer = swiftType(result, description)
  if (types.includes(undefined) || !answer) {
    return `// ${name} is left out: it takes or gives a type that Amplify has no class for.\n`
  }
  const signature = parameters.map(
    (each, index) => `${each.name}: ${types[index]}${types[index].endsWith('?') ? ' = nil' : ''}`,
  )
  const declared = parameters.map((each) => `$${each.name}: ${graphQLType(each)}`).join(', ')
  const passed = parameters.map((each) => `${each.name}: $${each.name}`).join(', ')
  const values = parameters.map((each) => `"${each.name}": ${variable(each)}`).join(', ')
  const selection = selectionOf(result.type, description)
  const brackets = (text) => (text ? `(${text})` : '')
  const title = name[0].toUpperCase() + name.slice(1)
  return `extension GraphQLRequest where R == ${answer} {
  static func ${inCode(name)}(${signature.join(', ')}) -> GraphQLRequest<${answer}> {
    let variables: [String: Any?] = [${values || ':'}]
    return GraphQLRequest(
      document: "${operation} ${title}${brackets(declared)} { ${name}${brackets(passed)}${selection} }",
      variables: variables.compactMapValues { $0 },
      responseType: ${answer}.self,
      decodePath: "${name}"
    )
  }
}
`
}

/** Nothing for what has no class. */
function swiftType({ type, isArray, isRequired, isArrayNullable }, description) {
  const named = type.model ?? type.nonModel
  const one = TYPES[type] ?? type.enum ?? (named in classesOf(description) ? named : undefined)
  if (!one) return undefined
  if (!isArray) return isRequired ? one : `${one}?`
  return `[${isRequired ? one : `${one}?`}]${isArrayNullable === false ? '' : '?'}`
}

function graphQLType({ type, isArray, isRequired, isArrayNullable }) {
  const one = `${type.enum ?? type}${isRequired ? '!' : ''}`
  return isArray ? `[${one}]${isArrayNullable === false ? '!' : ''}` : one
}

/** An argument as JSON has it. */
function variable({ name, type, isArray, isRequired, isArrayNullable }) {
  const property = type.enum ? 'rawValue' : TYPES[type]?.startsWith('Temporal') && 'iso8601String'
  const argument = inCode(name)
  const one = isRequired ? '' : '?'
  if (!property) return argument
  if (!isArray) return `${argument}${one}.${property}`
  return `${argument}${isArrayNullable === false ? '' : '?'}.map { $0${one}.${property} }`
}

const RESERVED =
  'as break case catch class continue default defer deinit do else enum extension fallthrough false fileprivate for func guard if import in init inout internal is let nil operator private protocol public repeat rethrows return self static struct subscript super switch throw throws true try typealias var where while'

/** A name where Swift would read one of its own words. */
const inCode = (name) => (RESERVED.split(' ').includes(name) ? `\`${name}\`` : name)

/** What the answer holds: all fields but those that lead to other models. */
function selectionOf(type, description) {
  const { fields } = classesOf(description)[type.model ?? type.nonModel] ?? {}
  if (!fields) return ''
  const chosen = Object.values(fields)
    .filter((field) => !field.type.model)
    .map((field) => field.name + selectionOf(field.type, description))
  return ` { ${chosen.join(' ')} }`
}
