// Stands in for `@aws-appsync/utils/dynamodb`: functions that write the requests of a DynamoDB data
// source. https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html
import { conditionOf, toDynamoDb } from './appsync-conditions.ts'

type Item = Record<string, unknown>
type Keyed = { key: Item; condition?: Item; consistentRead?: boolean; projection?: string[] }
type Listing = {
  query?: Item
  filter?: Item
  index?: string
  nextToken?: string | null
  limit?: number
  scanIndexForward?: boolean
  consistentRead?: boolean
  projection?: string[]
}

const toItem = (item: Item) => toDynamoDb(item).M ?? {}

function expression(condition: Item | undefined) {
  const made = conditionOf(condition)
  return made.expression ? made : undefined
}

/** Fields by their names, which may be words of DynamoDB. */
function projected(fields: string[] | undefined) {
  if (!fields) return undefined
  const expressionNames = Object.fromEntries(
    fields.flatMap((path) => path.split('.')).map((name) => [`#${name}`, name]),
  )
  return {
    expression: fields.map((path) => path.replace(/[^.]+/g, '#$&')).join(', '),
    expressionNames,
  }
}

export const get = ({ key, consistentRead, projection }: Keyed) => ({
  version: '2018-05-29',
  operation: 'GetItem',
  key: toItem(key),
  consistentRead,
  projection: projected(projection),
})

export const remove = ({ key, condition }: Keyed) => ({
  version: '2018-05-29',
  operation: 'DeleteItem',
  key: toItem(key),
  condition: expression(condition),
})

export const put = ({ key, item, condition }: Keyed & { item: Item }) => ({
  version: '2018-05-29',
  operation: 'PutItem',
  key: toItem(key),
  attributeValues: toItem(item),
  condition: expression(condition),
})

type Operation = {
  operation: 'add' | 'remove' | 'increment' | 'decrement' | 'append' | 'prepend'
  value?: unknown
  index?: number
}

class Change {
  readonly change: Operation
  constructor(change: Operation) {
    this.change = change
  }
}

export const operations = {
  add: (value: unknown) => new Change({ operation: 'add', value }),
  replace: (value: unknown) => new Change({ operation: 'add', value }),
  remove: () => new Change({ operation: 'remove' }),
  increment: (value = 1) => new Change({ operation: 'increment', value }),
  decrement: (value = 1) => new Change({ operation: 'decrement', value }),
  append: (value: unknown[]) => new Change({ operation: 'append', value }),
  prepend: (value: unknown[]) => new Change({ operation: 'prepend', value }),
  updateListItem: (value: unknown, index: number) => new Change({ operation: 'add', value, index }),
}

/** Values are set; null removes a field, as do the operations that say so. */
export function update({ key, update: changes, condition }: Keyed & { update: Item }) {
  const set: string[] = []
  const removed: string[] = []
  const expressionNames: Record<string, string> = {}
  const values: Item = {}
  for (const [index, [field, given]] of Object.entries(changes).entries()) {
    if (given === undefined) continue
    const [name, value] = [`#u${index}`, `:u${index}`]
    const {
      operation,
      value: wanted,
      index: item,
    }: Operation = given instanceof Change ? given.change : { operation: 'add', value: given }
    expressionNames[name] = field
    if (operation === 'remove' || wanted === null) {
      removed.push(name)
      continue
    }
    values[value] = wanted
    if (operation === 'increment' || operation === 'decrement') {
      values[':zero'] = 0
      set.push(
        `${name} = if_not_exists(${name}, :zero) ${operation === 'increment' ? '+' : '-'} ${value}`,
      )
    } else if (operation === 'append' || operation === 'prepend') {
      values[':empty'] = []
      const present = `if_not_exists(${name}, :empty)`
      set.push(
        `${name} = list_append(${operation === 'append' ? `${present}, ${value}` : `${value}, ${present}`})`,
      )
    } else set.push(`${name}${item === undefined ? '' : `[${item}]`} = ${value}`)
  }
  const parts = [
    set.length && `SET ${set.join(', ')}`,
    removed.length && `REMOVE ${removed.join(', ')}`,
  ]
  return {
    version: '2018-05-29',
    operation: 'UpdateItem',
    key: toItem(key),
    update: {
      expression: parts.filter(Boolean).join(' '),
      expressionNames,
      expressionValues: toItem(values),
    },
    condition: expression(condition),
  }
}

export const query = ({ query: keys, filter, projection, ...rest }: Listing) => ({
  version: '2018-05-29',
  operation: 'Query',
  query: expression(keys),
  filter: expression(filter),
  projection: projected(projection),
  ...rest,
})

export const scan = ({ filter, projection, ...rest }: Listing) => ({
  version: '2018-05-29',
  operation: 'Scan',
  filter: expression(filter),
  projection: projected(projection),
  ...rest,
})

type Batch<T> = { tables: Record<string, T> }
const each = (tables: Record<string, Item[]>) =>
  Object.fromEntries(Object.entries(tables).map(([name, items]) => [name, items.map(toItem)]))

export const batchPut = ({ tables }: Batch<Item[]>) => ({
  version: '2018-05-29',
  operation: 'BatchPutItem',
  tables: each(tables),
})

export const batchDelete = ({ tables }: Batch<Item[]>) => ({
  version: '2018-05-29',
  operation: 'BatchDeleteItem',
  tables: each(tables),
})

export const batchGet = ({ tables }: Batch<{ keys: Item[] }>) => ({
  version: '2018-05-29',
  operation: 'BatchGetItem',
  tables: Object.fromEntries(
    Object.entries(tables).map(([name, { keys }]) => [name, { keys: keys.map(toItem) }]),
  ),
})

function notAvailable(name: string): () => never {
  return () => {
    throw new Error(`${name} of @aws-appsync/utils/dynamodb is not available locally`)
  }
}

export const sync = notAvailable('sync')
export const transactGet = notAvailable('transactGet')
export const transactWrite = notAvailable('transactWrite')
