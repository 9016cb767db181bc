// Runs DynamoDB's operations in this process: dynalite's, on a LevelDB store. Nothing listens for them. Every call works
// on a view of the store whose changes are written in one batch when it has succeeded: indexes never differ from their
// table, and what goes wrong in a call ends nothing but that call.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { ServiceError } from './types.ts'

export type AttributeValue = {
  S?: string
  N?: string
  /** Base64 */
  B?: string
  BOOL?: boolean
  NULL?: boolean
  SS?: string[]
  NS?: string[]
  BS?: string[]
  L?: AttributeValue[]
  M?: Item
}
export type Item = Record<string, AttributeValue>

type KeySchema = { AttributeName: string; KeyType: string }[]
type Index = {
  IndexName: string
  KeySchema: KeySchema
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] }
}
/** As DescribeTable shows it. */
export type Table = {
  TableName: string
  AttributeDefinitions: { AttributeName: string; AttributeType: keyof AttributeValue }[]
  KeySchema: KeySchema
  GlobalSecondaryIndexes?: Index[] | undefined
  LocalSecondaryIndexes?: Index[] | undefined
  /** Seconds since 1970. */
  CreationDateTime?: number
}

export type Write = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }
/** What an operation gets, checked. Names that start with a line are what dynalite parsed. */
export type Input = {
  TableName: string
  IndexName?: string
  Key?: Item
  Item?: Item
  RequestItems?: Record<string, Write[] | { Keys: Item[]; AttributesToGet?: string[] }>
  KeyConditions?: Record<string, { AttributeValueList?: AttributeValue[] }>
  AttributesToGet?: string[]
  Limit?: number
  ExclusiveStartTableName?: string
  Select?: string
  ConsistentRead?: boolean
  ConditionalOperator?: string
  QueryFilter?: object
  ScanFilter?: object
  AttributeUpdates?: object
  Expected?: object
  ReturnValues?: string
  ReturnConsumedCapacity?: string
  ReturnValuesOnConditionCheckFailure?: string
  _projection?: { paths: [string, ...unknown[]][] }
  _updates?: { paths: [string, ...unknown[]][] }
  _filter?: { expression: object; pathHeads: object }
  _condition?: { expression: object; pathHeads: object }
}
/** A transaction has several; every other call has one. */
export type Step = { operation: string; input: Input }
export type Output = {
  Item?: Item
  Items?: Item[]
  Attributes?: Item
  Count?: number
  ScannedCount?: number
  LastEvaluatedKey?: Item
  /** Of a transaction a list, of BatchGetItem by table. */
  Responses?: Record<string, Item[]> | { Item?: Item }[]
  UnprocessedKeys?: Record<string, { Keys: Item[] }>
}
export type CancellationReason = { Code: string; Message?: string; Item?: Item }

/** An error with more than a message: the item that did not meet a condition, or why a transaction was canceled. */
export class DetailedError extends ServiceError {
  readonly detail: { Item?: Item; CancellationReasons?: CancellationReason[] }
  constructor({ code, message, status }: ServiceError, detail: DetailedError['detail']) {
    super(code, message, status)
    this.detail = detail
  }
}

export const invalid = (message: string) => new ServiceError('ValidationException', message)

type Callback = (error: unknown, value?: object) => void
type Range = { gt?: string; gte?: string; lt?: string; lte?: string; reverse?: boolean }
type Change = { type: 'put'; key: string; value: object } | { type: 'del'; key: string }
type Level = {
  open(options: { createIfMissing: boolean }): Promise<void>
  getSync(key: string): Item | undefined
  keys(range: Range): AsyncIterable<string>
  values(range: Range): AsyncIterable<Item>
  batch(changes: Change[]): Promise<void>
  close(): Promise<void>
}
type View = ReturnType<typeof viewOf>
type Dynalite = {
  create(options: { path: string }): { db: Level }
  createKey(item: Item, table: Table): string
  createIndexKey(item: Item, table: Table, keys: KeySchema): string
  validateItem(item: Item, table: Table): Error | undefined
  itemSize(item: Item, compress: boolean, addMetaSize: boolean, rangeKey?: string): number
  matchesFilter(item: Item, filter: object, operator?: string): boolean
  matchesExprFilter(item: Item, expression: object): boolean
  mapPaths(paths: unknown[], item: Item): Item
  updateIndexes(
    view: View,
    table: Table,
    before: Item | undefined,
    after: Item | undefined,
    callback: Callback,
  ): void
  queryTable(
    view: View,
    table: Table,
    input: Input,
    range: Range,
    isLocal: boolean,
    fromTable: boolean,
    keys: string[],
    callback: Callback,
  ): void
}
type Action = (view: View, input: Input, callback: Callback) => void
type Checks = { types: object; custom?: unknown }
type Validations = {
  checkTypes(input: object, types: object): Input
  checkValidations(input: Input, types: object, custom: unknown, store: object): void
}

const load = createRequire(import.meta.url)
const dynalite = load('dynalite/db') as Dynalite
const validations = load('dynalite/validations') as Validations
const moduleOf = (folder: string, operation: string) =>
  load(`dynalite/${folder}/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`) as unknown
const checksOf = (operation: string) => moduleOf('validations', operation) as Checks
const actionOf = (operation: string) => moduleOf('actions', operation) as Action

// Its parsers try each bracket again in several ways, which takes hours for some ten of them within each other. They
// remember now what they have found at a place; lists as copies, because the parsers change them.
for (const name of ['conditionParser', 'projectionParser', 'updateParser']) {
  const source = readFileSync(load.resolve(`dynalite/db/${name}`), 'utf8')
    .replace(
      /function peg\$parse\(input, options\) \{/,
      `$& const known = new Map(); const remember = (rule, parse) => {
        const place = rule + peg$currPos;
        if (!known.has(place)) known.set(place, { result: parse(), end: peg$currPos });
        const { result, end } = known.get(place);
        peg$currPos = end;
        return Array.isArray(result) ? [...result] : result;
      };`,
    )
    .replace(
      /function peg\$parse(\w+)\(\) \{/g,
      '$& return remember("$1", find$1); } function find$1() {',
    )
  const module = { exports: {} }
  compileFunction(source, ['module'])(module)
  Object.assign(load(`dynalite/db/${name}`) as object, module.exports)
}

const megabyte = 1 << 20
/** Lists and maps within each other: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxDepth = 32
const maxExpression = 4096
const maxSteps = 100
const options = { maxItemSize: 400 * 1024 }

const conditionFails = {
  ReturnValuesOnConditionCheckFailure: { type: 'String', enum: ['ALL_OLD', 'NONE'] },
}
const read = (operation: string) => ({
  writes: false,
  action: actionOf(operation),
  ...checksOf(operation),
})
const write = (operation: string) => {
  const { types, custom } = checksOf(operation)
  return {
    writes: true,
    action: actionOf(operation),
    types: { ...types, ...conditionFails },
    custom,
  }
}
const operations = new Map([
  ['GetItem', read('GetItem')],
  ['BatchGetItem', read('BatchGetItem')],
  ['Query', read('Query')],
  ['Scan', read('Scan')],
  ['DescribeTable', read('DescribeTable')],
  ['ListTables', { ...read('ListTables'), action: listTables }],
  ['PutItem', write('PutItem')],
  ['UpdateItem', write('UpdateItem')],
  ['DeleteItem', write('DeleteItem')],
  ['BatchWriteItem', write('BatchWriteItem')],
])
/** What the entries of a transaction are called, and the operation that each of them is. */
const transactions = new Map<string, Map<string, string>>([
  ['TransactGetItems', new Map([['Get', 'GetItem']])],
  [
    'TransactWriteItems',
    new Map([
      ['Put', 'PutItem'],
      ['Update', 'UpdateItem'],
      ['Delete', 'DeleteItem'],
      ['ConditionCheck', 'ConditionCheckItem'],
    ]),
  ],
])
/** A condition is checked by removing the item from a view that is thrown away. */
const operationOf = (name: string) =>
  operations.get(name === 'ConditionCheckItem' ? 'DeleteItem' : name)

export const isServed = (operation: string) =>
  operations.has(operation) || transactions.has(operation)

/**
 * The steps of a call, as far as DynamoDB checks them before it looks at a table. Throws a ServiceError.
 * `input` may be anything that JSON can hold.
 */
export function check(operation: string, input: object): Step[] {
  try {
    assertStorable(input)
    const kinds = transactions.get(operation)
    return kinds ? entries(kinds, input) : [{ operation, input: checked(operation, input) }]
  } catch (error) {
    throw explained(error)
  }
}

function checked(operation: string, input: object): Input {
  const { types, custom } = operationOf(operation) ?? checksOf(operation)
  const data = bare(validations.checkTypes(input, types))
  validations.checkValidations(data, types, custom, { options })
  return data
}

function entries(kinds: Map<string, string>, input: { TransactItems?: unknown }): Step[] {
  const { TransactItems: list } = input
  if (!Array.isArray(list) || !list.length || list.length > maxSteps)
    throw invalid(`TransactItems must have 1 to ${maxSteps} entries`)
  return list.map((entry: Record<string, object>) => {
    const given = Object.entries(entry).filter(([kind]) => kinds.has(kind))
    const [[kind = '', request] = []] = given
    if (given.length !== 1 || !request)
      throw invalid('TransactItems can only contain one of Check, Put, Update or Delete')
    // Only expressions are understood in a transaction.
    const { AttributeUpdates: _, Expected: __, ...known } = request as Record<string, unknown>
    const needed = { Update: 'UpdateExpression', ConditionCheck: 'ConditionExpression' }[kind]
    if (needed && !known[needed]) throw invalid(`${needed} is required but was not present`)
    const operation = kinds.get(kind) ?? ''
    return { operation, input: checked(operation, known) }
  })
}

export type Engine = Awaited<ReturnType<typeof openEngine>>

/** Rejects with one sentence when the files of the store are in use or damaged. */
export async function openEngine(path: string) {
  mkdirSync(path, { recursive: true })
  const tables = new Map<string, Table>()
  const { db: level } = dynalite.create({ path })
  // Without its file CURRENT, LevelDB would take a store for a new one and remove what is in it.
  const isNew = !readdirSync(path).some((file) => /\.(ldb|log)$/.test(file))
  await level.open({ createIfMissing: isNew }).catch((error: unknown) => {
    throw notOpened(path, (error as Error).cause as Error & { code?: string })
  })

  /** Calls that write, and transactions, take turns. */
  let last: Promise<unknown> = Promise.resolve()
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const store = (changes: Change[]) =>
    level.batch(changes).catch((error: unknown) => Promise.reject(explained(error)))

  const transact = async (steps: Step[]): Promise<Output> => {
    const view = viewOf(level, tables)
    const outputs: Output[] = []
    const reasons: CancellationReason[] = []
    for (const step of steps) {
      const { operation } = step
      const seen = operation === 'ConditionCheckItem' ? viewOf(level, tables) : view
      try {
        outputs.push(await perform(seen, step))
        reasons.push({ Code: 'None' })
      } catch (error) {
        const { code, message } = error as ServiceError
        if (!/^(ValidationException|ConditionalCheckFailed)/.test(code)) throw error
        const Code = code.startsWith('V') ? 'ValidationError' : 'ConditionalCheckFailed'
        const Item = error instanceof DetailedError ? error.detail.Item : undefined
        reasons.push({ Code, Message: message, ...(Item && { Item }) })
      }
    }
    if (reasons.some(({ Code }) => Code !== 'None')) throw canceled(reasons)
    const keys = steps.map(({ input }) => view.keyOf(input))
    if (new Set(keys).size < keys.length)
      throw invalid('Transaction request cannot include multiple operations on one item')
    await store(view.changes())
    return steps[0]?.operation === 'GetItem'
      ? { Responses: outputs.map(({ Item }) => (Item ? { Item } : {})) }
      : {}
  }

  return {
    table: (name: string) => tables.get(name),
    /** `steps` as `check` gave them for that operation. */
    async run(operation: string, steps: Step[]): Promise<Output> {
      if (transactions.has(operation)) return alone(() => transact(steps))
      const [step] = steps
      if (!step) throw invalid(`${operation} needs an input`)
      if (!operations.get(operation)?.writes) return perform(viewOf(level, tables), step)
      return alone(async () => {
        const view = viewOf(level, tables)
        const output = await perform(view, step)
        await store(view.changes())
        return output
      })
    },
    /**
     * Serves these tables and no others. The items of a table stay, also of one that is not served now. Rejects with a
     * sentence when they do not fit other keys.
     */
    define: (wanted: Table[]) =>
      alone(async () => {
        const changes: Change[] = []
        const served: Table[] = []
        for (const table of wanted) {
          const before = level.getSync(`table~${table.TableName}`) as Table | undefined
          const { CreationDateTime = Date.now() / 1000 } = before ?? {}
          served.push({ ...table, CreationDateTime })
          changes.push(...(await rebuilt(level, before, { ...table, CreationDateTime })))
        }
        if (changes.length) await level.batch(changes)
        tables.clear()
        for (const table of served) tables.set(table.TableName, table)
      }),
    close: () => level.close(),
  }
}

function notOpened(path: string, { code, message }: Error & { code?: string }): Error {
  const reason = message.replace(/^[^:]*: /, '')
  if (code === 'LEVEL_LOCKED')
    return new Error(`The tables in ${path} are already in use by another process`)
  return /Permission denied|No space/.test(message)
    ? new Error(`The tables in ${path} cannot be opened: ${reason}`)
    : new Error(`The tables in ${path} are damaged (${reason}): start with --reset`)
}

/** Equal beginnings of keys keep the items of a table, and the entries of an index, together. */
const itemsOf = (table: string) => `item-${table}~`
const indexOf = (kind: string, table: string, index = '') =>
  `index-${kind.toLowerCase()}~${table}~${index && `${index}~`}`

const within = (
  prefix: string,
  { gt, gte = '', lt = '\xff', lte, reverse = false }: Range = {},
) => ({
  ...(gt === undefined ? { gte: prefix + gte } : { gt: prefix + gt }),
  ...(lte === undefined ? { lt: prefix + lt } : { lte: prefix + lte }),
  reverse,
})

/** What dynalite's operations take for their store. They are done before they return, except for Query and Scan. */
function viewOf(level: Level, tables: Map<string, Table>) {
  const changed = new Map<string, object | undefined>()
  const part = (prefix: string) => ({
    read: (key: string) =>
      changed.has(prefix + key)
        ? (changed.get(prefix + key) as Item | undefined)
        : bare(level.getSync(prefix + key)),
    get(key: string, callback: Callback) {
      callback(null, this.read(key))
    },
    put(key: string, item: object, callback?: Callback) {
      changed.set(prefix + key, item)
      callback?.(null)
    },
    del(key: string, callback?: Callback) {
      changed.set(prefix + key, undefined)
      callback?.(null)
    },
    // There is nobody to wait for: calls that write take turns.
    lock: (_key: string, work: (release: (callback: Callback) => Callback) => void) =>
      work((callback) => callback),
    values: (range: Range) => level.values(within(prefix, range)),
  })
  return {
    options,
    names: () => [...tables.keys()].sort(),
    getTable(name: string, checkStatus: Callback | boolean, callback?: Callback) {
      const table = tables.get(name)
      const answer = typeof checkStatus === 'function' ? checkStatus : callback
      answer?.(table ? null : notFound(), table)
    },
    /** Where the item is that an operation names; empty without such a table. */
    keyOf({ TableName, Key, Item = {} }: Input): string {
      const table = tables.get(TableName)
      return table ? itemsOf(TableName) + dynalite.createKey(Key ?? Item, table) : ''
    },
    read: part('').read,
    getItemDb: (table: string) => part(itemsOf(table)),
    getIndexDb: (kind: string, table: string, index: string) => part(indexOf(kind, table, index)),
    changes: (): Change[] =>
      [...changed].map(([key, value]) =>
        value ? { type: 'put', key, value } : { type: 'del', key },
      ),
  }
}

const notFound = () => new ServiceError('ResourceNotFoundException', 'Requested resource not found')

function canceled(CancellationReasons: CancellationReason[]): DetailedError {
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ')
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
  const error = new ServiceError('TransactionCanceledException', message)
  return new DetailedError(error, { CancellationReasons })
}

function perform(view: View, { operation, input }: Step): Promise<Output> {
  const { promise, resolve, reject } = Promise.withResolvers<Output>()
  try {
    operationOf(operation)?.action(view, input, (error, output) =>
      error ? reject(error as Error) : resolve(output ?? {}),
    )
  } catch (error) {
    reject(error as Error)
  }
  return promise.catch((error: unknown) => {
    const known = explained(error)
    const showsItem = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
    if (known.code !== 'ConditionalCheckFailedException' || !showsItem) throw known
    const Item = view.read(view.keyOf(input))
    throw Item ? new DetailedError(known, { Item }) : known
  })
}

/** The errors of dynalite and LevelDB in DynamoDB's words. */
function explained(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const {
    statusCode,
    body,
    code = '',
    message,
  } = error as Error & {
    statusCode?: number
    body?: { __type: string; message?: string; Message?: string }
    code?: string
  }
  if (body) {
    const name = body.__type.split('#')[1] ?? 'ValidationException'
    return new ServiceError(name, body.message ?? body.Message ?? '', statusCode)
  }
  if (code.startsWith('LEVEL_')) return new ServiceError('InternalServerError', message, 500)
  // dynalite trusts that what it gets is well formed.
  return invalid('One or more parameter values were invalid')
}

/** Throws for what cannot be an item: too deep, or with a name that JavaScript keeps for itself. */
function assertStorable(value: unknown, name = '', depth = 0): void {
  if (depth > maxDepth) throw invalid('Nesting Levels have exceeded supported limits')
  const isName = typeof value === 'string' && !/^([SNB]|[SNB]S)$/.test(name)
  if (name === '__proto__' || (isName && /\b__proto__\b/.test(value))) {
    const message = 'An attribute named __proto__ is not available locally'
    throw new ServiceError('NotAvailableLocally', message, 501)
  }
  if (isName && name.endsWith('Expression') && Buffer.byteLength(value) > maxExpression)
    throw invalid(`Invalid ${name}: Expression size has exceeded the maximum allowed size`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value)) {
    const isDeeper = key === 'L' || key === 'M'
    assertStorable(one, Array.isArray(value) ? name : key, depth + (isDeeper ? 1 : 0))
  }
}

/** A copy whose objects inherit nothing: an attribute `constructor` is there when the item has one. */
function bare<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(bare) as T
  const copy = Object.create(null) as T
  for (const key in value) copy[key] = bare(value[key])
  return copy
}

function listTables(view: View, input: Input, callback: Callback): void {
  const { ExclusiveStartTableName: start = '', Limit = 100 } = input
  const names = view.names().filter((name) => name > start)
  const TableNames = names.slice(0, Limit)
  const more = names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }
  callback(null, { TableNames, ...more })
}

const indexesOf = (table: Table): [kind: string, index: Index][] => [
  ...(table.LocalSecondaryIndexes ?? []).map((index): [string, Index] => ['local', index]),
  ...(table.GlobalSecondaryIndexes ?? []).map((index): [string, Index] => ['global', index]),
]
const typeOf = ({ AttributeDefinitions }: Table, name: string) =>
  AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? 'S'

/** The entry of an item in an index; undefined for one that lacks the keys of the index. */
function entryOf(table: Table, { KeySchema, Projection }: Index, item: Item | undefined) {
  const keys = KeySchema.map(({ AttributeName }) => AttributeName)
  if (!item || !keys.every((name) => item[name]?.[typeOf(table, name)] !== undefined))
    return undefined
  const { ProjectionType, NonKeyAttributes = [] } = Projection
  const shown = [
    ...keys,
    ...table.KeySchema.map(({ AttributeName }) => AttributeName),
    ...(ProjectionType === 'INCLUDE' ? NonKeyAttributes : []),
  ]
  return {
    key: dynalite.createIndexKey(item, table, KeySchema),
    value: ProjectionType === 'ALL' ? item : picked(item, shown),
  }
}

const picked = (item: Item, names: string[]): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])))

// dynalite would write each entry by itself, and fail for good on an item whose type an index does not expect.
dynalite.updateIndexes = (view, table, before, after, callback) => {
  for (const [kind, index] of indexesOf(table)) {
    const empty = index.KeySchema.find(({ AttributeName }) => after?.[AttributeName]?.S === '')
    if (empty) {
      const message = `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index.IndexName}, IndexKey: ${empty.AttributeName}`
      return callback(invalid(message))
    }
    const entries = view.getIndexDb(kind, table.TableName, index.IndexName)
    const old = entryOf(table, index, before)
    const next = entryOf(table, index, after)
    if (old && old.key !== next?.key) entries.del(old.key)
    if (next) entries.put(next.key, next.value)
  }
  callback(null)
}

// dynalite's own reads a stream, where what is thrown would end the process.
dynalite.queryTable = (view, table, input, range, isLocal, fromTable, keys, callback) => {
  readPage(view, table, input, range, isLocal, fromTable, keys).then(
    (page) => callback(null, page),
    callback,
  )
}

async function readPage(
  view: View,
  table: Table,
  input: Input,
  range: Range,
  isLocal: boolean,
  fromTable: boolean,
  keys: string[],
): Promise<Output> {
  const { TableName, IndexName, Limit = Infinity, Select, _filter, _projection } = input
  const items = view.getItemDb(TableName)
  const source = IndexName
    ? view.getIndexDb(isLocal ? 'local' : 'global', TableName, IndexName)
    : items
  const rangeKey = table.KeySchema[1]?.AttributeName
  const scanned: Item[] = []
  let size = 0
  for await (const value of source.values(range)) {
    size += dynalite.itemSize(value, true, true, rangeKey)
    const item = fromTable ? items.read(dynalite.createKey(value, table)) : bare(value)
    scanned.push(item ?? value)
    if (scanned.length >= Limit || size >= megabyte) break
  }
  const isFull = scanned.length >= Limit || size >= megabyte
  const filter = input.QueryFilter ?? input.ScanFilter
  const found = scanned.filter((item) => {
    if (_filter) return dynalite.matchesExprFilter(item, _filter.expression)
    return !filter || dynalite.matchesFilter(item, filter, input.ConditionalOperator)
  })
  const paths = _projection?.paths ?? input.AttributesToGet
  const lastItem = scanned.at(-1)
  const CapacityUnits = Math.ceil(size / 4096) * (input.ConsistentRead ? 1 : 0.5)
  return {
    Count: found.length,
    ScannedCount: scanned.length,
    ...(Select !== 'COUNT' && {
      Items: paths ? found.map((item) => dynalite.mapPaths(paths, item)) : found,
    }),
    ...(isFull && lastItem && { LastEvaluatedKey: picked(lastItem, keys) }),
    ...(/^(TOTAL|INDEXES)$/.test(input.ReturnConsumedCapacity ?? '') && {
      ConsumedCapacity: { TableName, CapacityUnits },
    }),
  }
}

/** Equal for two descriptions of a table with the same keys and indexes. */
function shape(table: Table): string {
  const keys = (schema: KeySchema) =>
    schema.map(({ AttributeName }) => [AttributeName, typeOf(table, AttributeName)])
  const indexes = indexesOf(table).map(([kind, { IndexName, KeySchema, Projection }]) => {
    const { ProjectionType, NonKeyAttributes } = Projection
    return JSON.stringify([kind, IndexName, keys(KeySchema), ProjectionType, NonKeyAttributes])
  })
  return JSON.stringify([keys(table.KeySchema), ...indexes.sort()])
}

/** What is to be written so that a table has the keys and indexes that are wanted now. */
async function rebuilt(level: Level, before: Table | undefined, wanted: Table): Promise<Change[]> {
  const { TableName } = wanted
  checked('CreateTable', structuredClone({ ...wanted, BillingMode: 'PAY_PER_REQUEST' }))
  const description: Change = { type: 'put', key: `table~${TableName}`, value: wanted }
  if (!before) return [description]
  if (shape(before) === shape(wanted)) return []

  const removed: Change[] = []
  const ranges = [itemsOf(TableName), indexOf('local', TableName), indexOf('global', TableName)]
  for (const range of ranges) {
    for await (const key of level.keys(within(range))) removed.push({ type: 'del', key })
  }
  const changes = new Map<string, Change>()
  const unfit = new Set<string>()
  let count = 0
  const put = (key: string, value: object) => changes.set(key, { type: 'put', key, value })
  const keysOnly = {
    ...wanted,
    LocalSecondaryIndexes: undefined,
    GlobalSecondaryIndexes: undefined,
  }
  for await (const stored of level.values(within(itemsOf(TableName)))) {
    const item = bare(stored)
    const problem = dynalite.validateItem(item, keysOnly)?.message
    const key = problem ? '' : itemsOf(TableName) + dynalite.createKey(item, wanted)
    if (problem || changes.has(key)) {
      unfit.add(problem ?? 'several items have the same key')
      count++
      continue
    }
    put(key, item)
    for (const [kind, index] of indexesOf(wanted)) {
      const entry = entryOf(wanted, index, item)
      if (entry) put(indexOf(kind, TableName, index.IndexName) + entry.key, entry.value)
    }
  }
  if (count) {
    const what = count === 1 ? 'an item does' : `${count} items do`
    throw new Error(
      `The keys of the table ${TableName} have changed, and ${what} not fit them (${[...unfit].join('; ')}). Change the keys back, or start with --reset, which empties all tables.`,
    )
  }
  return [...removed, ...changes.values(), description]
}
