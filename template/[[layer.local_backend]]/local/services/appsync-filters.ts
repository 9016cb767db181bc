// Enhanced subscription filters, by which Gen2 keeps other people's events away.
// https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html

type Matches = (item: Record<string, unknown>) => boolean
type Operator = (value: unknown, wanted: unknown) => boolean
type Rules = Record<string, unknown>
type Filter = { fieldName: string; operator: string; value: unknown }

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
/** A field without a value is null. */
const equals: Operator = (value, wanted) => (value ?? null) === wanted

const operators: Record<string, Operator> = {
  eq: equals,
  ne: (value, wanted) => !equals(value, wanted),
  gt: compare((value, wanted) => value > wanted),
  ge: compare((value, wanted) => value >= wanted),
  lt: compare((value, wanted) => value < wanted),
  le: compare((value, wanted) => value <= wanted),
  in: (value, wanted) => list(wanted).includes(value),
  notIn: (value, wanted) => !list(wanted).includes(value),
  between: (value, wanted) =>
    Array.isArray(wanted) && operators.ge!(value, wanted[0]) && operators.le!(value, wanted[1]),
  contains: includes,
  notContains: (value, wanted) => !includes(value, wanted),
  containsAny: (value, wanted) => list(wanted).some((one) => includes(value, one)),
  beginsWith: (value, wanted) => typeof value === 'string' && value.startsWith(String(wanted)),
}
/** How many values AppSync takes. */
const limits: Record<string, number> = { in: 5, notIn: 5, containsAny: 20 }

/**
 * Whether an event passes `{ field: { operator: value }, and: […], or: […] }` or
 * `{ filterGroup: [{ filters: […] }] }`. What is null is no rule. Throws for what AppSync refuses.
 */
export function subscriptionFilter(filter: unknown): Matches {
  const parts = given(filter).map(([name, rule]): Matches => {
    if (name === 'and') return all(list(rule).map(subscriptionFilter))
    if (name === 'or') return any(list(rule).map(subscriptionFilter))
    if (name === 'filterGroup') return any(list(rule).map((group) => all(filtersOf(group))))
    return all(
      Object.entries(rule as Rules)
        .filter(([operator, wanted]) => wanted !== null || /^(eq|ne)$/.test(operator))
        .map(([operator, wanted]) => test(name, operator, wanted)),
    )
  })
  return all(parts)
}

/** A filter without some fields, and with rules that hold beside it. */
export function toSubscriptionFilter(filter: unknown, ignored: unknown, rules: unknown): Rules {
  const names = list(ignored ?? [])
  const kept = (part: unknown): Rules =>
    Object.fromEntries(
      given(part)
        .filter(([name]) => !names.includes(name))
        .map(([name, rule]) => [name, /^(and|or)$/.test(name) ? list(rule).map(kept) : rule]),
    )
  return rules ? { and: [kept(filter), rules] } : kept(filter)
}

const given = (rules: unknown) =>
  Object.entries((rules ?? {}) as Rules).filter(([, rule]) => rule !== null)
const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value])
const all =
  (parts: Matches[]): Matches =>
  (item) =>
    parts.every((matches) => matches(item))
const any =
  (parts: Matches[]): Matches =>
  (item) =>
    parts.some((matches) => matches(item))
const filtersOf = (group: unknown) =>
  (group as { filters: Filter[] }).filters.map(({ fieldName, operator, value }) =>
    test(fieldName, operator, value),
  )

/** The field may be a path: `author.name`. */
function test(path: string, operator: string, wanted: unknown): Matches {
  const matches = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (!matches) throw new Error(`Subscriptions have no filter ${operator} on ${path}`)
  const limit = limits[operator]
  if (limit && list(wanted).length > limit)
    throw new Error(`The subscription filter ${operator} takes at most ${limit} values`)
  const names = path.split('.')
  return (item) =>
    matches(
      names.reduce<unknown>((value, name) => (value as Rules | undefined)?.[name], item),
      wanted,
    )
}
