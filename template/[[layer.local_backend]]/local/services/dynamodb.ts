// Amazon DynamoDB: the tables that the synthesis describes, for the data sources of the GraphQL API and for functions.
import { neededFor } from './dynamodb-access.ts'
import {
  check,
  DetailedError,
  invalid,
  isServed,
  openEngine,
  type AttributeValue,
  type Item,
  type Output,
  type Table,
} from './dynamodb-engine.ts'
import type { Gate } from './gate.ts'
import { parseJson, readBody, sendJson, type Handler } from './http.ts'
import type { Principal } from './iam.ts'
import { ServiceError, type Assembly, type Store } from './types.ts'

export type Tables = {
  /** Does an operation such as `GetItem`, as far as the policies of the caller allow. Rejects with a ServiceError. */
  call(caller: Principal | undefined, operation: string, input: object): Promise<Output>
  names(): string[]
  /** Items of a table as plain values, for the local page. */
  items(table: string, limit?: number): Promise<Record<string, unknown>[]>
  /** How many items one page of a table has, such as `12` or, when there are more, `2000+`. */
  count(table: string): Promise<string>
  /** Answers functions and apps that use DynamoDB's own API. */
  handle: Handler
  reload(assembly: Assembly): Promise<void>
  close(): Promise<void>
}

type Options = {
  assembly: Assembly
  store: Store
  gate: Gate
}

/** Bytes of a request, which DynamoDB takes. */
const limit = 16 << 20
const type = 'application/x-amz-json-1.0'
/** How long a token is known, in milliseconds: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const tokenTime = 10 * 60_000

export async function createTables({ store, gate, ...options }: Options): Promise<Tables> {
  let assembly = options.assembly
  const engine = await openEngine(store.path('dynamodb', 'data'))
  const reload = async (next: Assembly) => {
    await engine.define(described(next))
    assembly = next
  }
  await reload(assembly).catch(async (error: unknown) => {
    await engine.close()
    throw error
  })
  /** Transactions by their token: asked for again they are not done again. */
  const done = new Map<string, { asked: string; until: number }>()
  const arnOf = (table: string) => arnIn(assembly, table)
  const page = (TableName: string, input: object) =>
    engine.run('Scan', check('Scan', { TableName, ...input }))

  const call: Tables['call'] = async (caller, operation, input) => {
    if (!isServed(operation)) throw notServed(operation)
    const { local, restored } = localNames(input, assembly)
    const steps = check(operation, local)
    gate.assert(caller, neededFor(operation, steps, arnOf, engine.table))
    const { ClientRequestToken: token } = input as { ClientRequestToken?: unknown }
    if (operation !== 'TransactWriteItems' || typeof token !== 'string')
      return restored(await engine.run(operation, steps))
    const before = done.get(token)
    const asked = JSON.stringify(local)
    if (before && before.asked !== asked && before.until > Date.now()) throw otherRequest()
    if (before && before.until > Date.now()) return {}
    const output = await engine.run(operation, steps)
    done.set(token, { asked, until: Date.now() + tokenTime })
    return output
  }

  return {
    call,
    names: () => described(assembly).map(({ TableName }) => TableName),
    async items(table, Limit = 100) {
      const { Items = [] } = await page(table, { Limit })
      return Items.map(plain)
    },
    async count(table) {
      const { Count = 0, LastEvaluatedKey } = await page(table, { Select: 'COUNT' })
      return `${Count}${LastEvaluatedKey ? '+' : ''}`
    },
    async handle(request, response) {
      const body = await readBody(request, limit)
      const [api, operation = ''] = String(request.headers['x-amz-target']).split('.')
      const caller = gate.caller('dynamodb', request, body)
      try {
        if (caller && api === 'DynamoDBStreams_20120810') throw notServed(operation)
        if (api !== 'DynamoDB_20120810') throw unknownOperation()
        if (!caller) gate.assert(caller, [{ action: `dynamodb:${operation}`, resource: '*' }])
        sendJson(response, 200, await call(caller, operation, parseJson(body)), type)
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        const { code, message, status } = error
        const detail = error instanceof DetailedError ? error.detail : {}
        sendJson(response, status, { __type: code, message, ...detail }, type)
      }
    },
    reload,
    close: () => engine.close(),
  }
}

const otherRequest = () =>
  new ServiceError('IdempotentParameterMismatchException', 'The token was used for another request')
const unknownOperation = () => new ServiceError('UnknownOperationException', '')

/** DynamoDB has operations of these names; anything else is unknown to it, too. */
const verbs =
  /^(Batch|Create|Delete|Describe|Disable|Enable|Execute|Export|Get|Import|List|Put|Restore|Tag|Untag|Update)[A-Z]\w+$/

function notServed(operation: string): ServiceError {
  if (!verbs.test(operation)) return unknownOperation()
  const message = `DynamoDB's ${operation} is not available locally`
  return new ServiceError('NotAvailableLocally', message, 501)
}

const arnIn = ({ placeholders: { region, account } }: Assembly, table: string) =>
  `arn:aws:dynamodb:${region}:${account}:table/${table}`

/** A request may name its tables by ARN; what was asked for by ARN is answered by ARN. */
function localNames(input: object, assembly: Assembly) {
  const given = new Map<string, string>()
  const nameOf = (value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith('arn:')) return value
    const name = value.split('/')[1] ?? ''
    if (value === arnIn(assembly, name)) return name
    const message = `Not authorized to access ${value}: it is not a table of this account and region`
    throw new ServiceError('AccessDeniedException', message)
  }
  const named = (value: unknown): unknown =>
    isObject(value) && 'TableName' in value
      ? { ...value, TableName: nameOf(value.TableName) }
      : value
  const byName = (requests: unknown) => {
    if (!isObject(requests) || Array.isArray(requests)) return requests
    const entries = Object.entries(requests).map(([name, request]) => {
      const local = String(nameOf(name))
      if (given.has(local)) throw invalid(`The table ${local} is named more than once`)
      given.set(local, name)
      return [local, request]
    })
    return Object.fromEntries(entries) as unknown
  }
  const { RequestItems, TransactItems } = input as Record<string, unknown>
  const local = {
    ...(named(input) as object),
    ...(RequestItems !== undefined && { RequestItems: byName(RequestItems) }),
    ...(Array.isArray(TransactItems) && {
      TransactItems: TransactItems.map((entry: unknown) =>
        isObject(entry)
          ? Object.fromEntries(Object.entries(entry).map(([kind, one]) => [kind, named(one)]))
          : entry,
      ),
    }),
  }
  const renamed = <T>(answers: Record<string, T>) =>
    Object.fromEntries(Object.entries(answers).map(([name, one]) => [given.get(name) ?? name, one]))
  const restored = ({ Responses, UnprocessedKeys, ...output }: Output): Output => ({
    ...output,
    ...(Responses && { Responses: Array.isArray(Responses) ? Responses : renamed(Responses) }),
    ...(UnprocessedKeys && { UnprocessedKeys: renamed(UnprocessedKeys) }),
  })
  return { local, restored }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Amplify's managed tables, whose properties are in camel case, and plain DynamoDB tables. */
function described(assembly: Assembly): Table[] {
  const managed = assembly
    .of('Custom::AmplifyDynamoDBTable')
    .map(({ properties }) => pascalCase(properties) as Table)
  const plain = assembly
    .of<Table>('AWS::DynamoDB::Table')
    .map(({ name, properties }) => ({ ...properties, TableName: name }))
  return [...managed, ...plain].map((table) => {
    const { TableName, AttributeDefinitions, KeySchema } = table
    const TableArn = arnIn(assembly, TableName)
    const indexes = (list: Table['GlobalSecondaryIndexes'], isGlobal: boolean) =>
      list?.length
        ? list.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
            IndexArn: `${TableArn}/index/${IndexName}`,
            ...(isGlobal && { IndexStatus: 'ACTIVE' }),
          }))
        : undefined
    return {
      TableName,
      TableArn,
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      AttributeDefinitions,
      KeySchema,
      GlobalSecondaryIndexes: indexes(table.GlobalSecondaryIndexes, true),
      LocalSecondaryIndexes: indexes(table.LocalSecondaryIndexes, false),
      ItemCount: 0,
      TableSizeBytes: 0,
    }
  })
}

function pascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalCase)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      pascalCase(item),
    ]),
  )
}

/** Plain values as AppSync gives them: sets become lists, binary data stays Base64. */
export const plain = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]))

function plainValue({ S, N, B, BOOL, NULL, SS, NS, BS, L, M }: AttributeValue): unknown {
  if (N !== undefined) return Number(N)
  if (NULL) return null
  if (M) return plain(M)
  return S ?? B ?? BOOL ?? SS ?? NS?.map(Number) ?? BS ?? L?.map(plainValue)
}
