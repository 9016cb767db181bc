// Filters and conditions of AppSync as DynamoDB expressions.
// https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-util-transform-js.html
import { convertToAttr } from '@aws-sdk/util-dynamodb'
import type { AttributeValue } from './dynamodb-engine.ts'

type Rules = Record<string, unknown>

export type Condition = {
  expression: string
  expressionNames: Record<string, string>
  expressionValues: Record<string, AttributeValue>
}

/** A value as DynamoDB stores it; undefined in maps and lists is left out. */
export const toDynamoDb = (value: unknown): AttributeValue =>
  convertToAttr(value ?? null, {
    removeUndefinedValues: true,
    allowImpreciseNumbers: true,
  }) as AttributeValue

const comparisons: Record<string, string> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}
/** `ModelAttributeTypes` of the schema in DynamoDB's words. */
const attributeTypes: Record<string, string> = {
  binary: 'B',
  binarySet: 'BS',
  bool: 'BOOL',
  list: 'L',
  map: 'M',
  number: 'N',
  numberSet: 'NS',
  string: 'S',
  stringSet: 'SS',
  _null: 'NULL',
}

/**
 * The expression of `{ field: { operator: value }, and: […], or: […], not: {…} }`. What is null is
 * no rule, but for values to compare with. Throws for an unknown operator.
 */
export function conditionOf(filter: unknown): Condition {
  const expressionNames: Condition['expressionNames'] = {}
  const expressionValues: Condition['expressionValues'] = {}
  const valueOf = (name: string, given: unknown) => {
    expressionValues[`:${name}`] = toDynamoDb(given)
    return `:${name}`
  }

  const compared = (operand: string, path: string, operator: string, given: unknown) => {
    const name = `${path}_${operator}`
    if (operator === 'between') {
      const [from, to] = given as unknown[]
      return `${operand} BETWEEN ${valueOf(`${name}_1`, from)} AND ${valueOf(`${name}_2`, to)}`
    }
    const sign = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined
    if (!sign) throw new Error(`DynamoDB has no filter ${operator}`)
    return `${operand} ${sign} ${valueOf(name, given)}`
  }

  const rule = (field: string, path: string, operator: string, given: unknown): string => {
    const placeholder = `#${field.replace(/\W/g, '_')}`
    expressionNames[placeholder] = field
    const value = () => valueOf(`${path}_${operator}`, given)
    switch (operator) {
      case 'attributeExists':
        return `attribute${given ? '' : '_not'}_exists(${placeholder})`
      case 'attributeType': {
        const type = attributeTypes[String(given)] ?? given
        return `attribute_type(${placeholder}, ${valueOf(`${path}_${operator}`, type)})`
      }
      case 'contains':
        return `contains(${placeholder}, ${value()})`
      case 'notContains':
        return `NOT contains(${placeholder}, ${value()})`
      case 'beginsWith':
        return `begins_with(${placeholder}, ${value()})`
      case 'in':
        return `contains(${value()}, ${placeholder})`
      case 'size':
        return joined(
          present(given).map(([one, wanted]) =>
            compared(`size(${placeholder})`, `${path}_size`, one, wanted),
          ),
        )
      default:
        return compared(placeholder, path, operator, given)
    }
  }

  const parts = (given: unknown, prefix: string): string[] =>
    present(given).map(([name, one]) => {
      if (name === 'not') return negated(joined(parts(one, `${prefix}not_`)))
      if (name === 'and' || name === 'or') {
        const all = (Array.isArray(one) ? one : [one]) as unknown[]
        const each = all.map((part, index) => joined(parts(part, `${prefix}${name}_${index}_`)))
        return joined(each, name === 'and' ? 'AND' : 'OR')
      }
      const path = prefix + name.replace(/\W/g, '_')
      return joined(
        Object.entries(one as Rules)
          .filter(([operator, value]) => value !== null || operator in comparisons)
          .map(([operator, value]) => rule(name, path, operator, value)),
      )
    })

  const expression = parts(filter, '').filter(Boolean).join(' AND ')
  return { expression, expressionNames, expressionValues }
}

const present = (rules: unknown) =>
  Object.entries((rules ?? {}) as Rules).filter(([, rule]) => rule !== null && rule !== undefined)
/** DynamoDB refuses parentheses within parentheses. */
const negated = (expression: string) =>
  expression && (expression.startsWith('(') ? `NOT ${expression}` : `NOT (${expression})`)

function joined(parts: string[], word = 'AND'): string {
  const filled = parts.filter(Boolean)
  return filled.length > 1 ? `(${filled.join(` ${word} `)})` : (filled[0] ?? '')
}
