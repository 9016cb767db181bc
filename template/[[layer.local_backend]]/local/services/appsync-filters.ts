// Enhanced subscription filters, by which Gen2 keeps other people's events away.
// https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html

type Operator = (value: unknown, wanted: unknown) => boolean

const ordered = (value: unknown, wanted: unknown) =>
  typeof value === typeof wanted && (typeof value === 'number' || typeof value === 'string')
    ? [value as string, wanted as string]
    : undefined
const compare =
  (test: (value: string, wanted: string) => boolean): Operator =>
  (value, wanted) => {
    const pair = ordered(value, wanted)
    return pair ? test(pair[0] as string, pair[1] as string) : false
  }
const includes: Operator = (value, wanted) =>
  typeof value === 'string'
    ? value.includes(String(wanted))
    : Array.isArray(value) && value.includes(wanted)

const operators: Record<string, Operator> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  gt: compare((value, wanted) => value > wanted),
  ge: compare((value, wanted) => value >= wanted),
  lt: compare((value, wanted) => value < wanted),
  le: compare((value, wanted) => value <= wanted),
  in: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  notIn: (value, wanted) => Array.isArray(wanted) && !wanted.includes(value),
  between: (value, wanted) =>
    Array.isArray(wanted) && operators.ge!(value, wanted[0]) && operators.le!(value, wanted[1]),
  contains: includes,
  notContains: (value, wanted) => !includes(value, wanted),
  containsAny: (value, wanted) =>
    Array.isArray(wanted) && wanted.some((one) => includes(value, one)),
  beginsWith: (value, wanted) => typeof value === 'string' && value.startsWith(String(wanted)),
}

/** Whether an event passes a filter `{ field: { operator: value }, and: […], or: […] }`. Throws for an unknown operator. */
export function matchesFilter(item: Record<string, unknown>, filter: unknown): boolean {
  return Object.entries((filter ?? {}) as Record<string, unknown>).every(([name, rule]) => {
    if (name === 'and') return (rule as unknown[]).every((one) => matchesFilter(item, one))
    if (name === 'or') return (rule as unknown[]).some((one) => matchesFilter(item, one))
    if (name === 'filterGroup') {
      return (rule as { filters: Group[] }[]).some(({ filters }) =>
        filters.every(({ fieldName, operator, value }) => test(item[fieldName], operator, value)),
      )
    }
    return Object.entries(rule as Record<string, unknown>).every(([operator, wanted]) =>
      test(item[name], operator, wanted),
    )
  })
}

type Group = { fieldName: string; operator: string; value: unknown }

function test(value: unknown, operator: string, wanted: unknown): boolean {
  const compare = operators[operator]
  if (!compare) throw new Error(`The subscription filter ${operator} is not available locally`)
  return compare(value, wanted)
}
