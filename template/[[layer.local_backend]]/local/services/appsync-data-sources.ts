// AppSync's data sources: turn a resolver's request into a call of DynamoDB, Lambda or Bedrock. Each acts with the role
// that was synthesized for it, and may do what the policies of that role allow.
import { isDeepStrictEqual } from 'node:util'
import type { Bedrock } from './bedrock.ts'
import { plain, type Tables } from './dynamodb.ts'
import { DetailedError, type AttributeValue, type Item, type Output } from './dynamodb-engine.ts'
import type { Gate } from './gate.ts'
import { roleOf, type Principal } from './iam.ts'
import { FunctionFailure, ServiceError, type Assembly, type Functions } from './types.ts'

/** Thrown into `ctx.error` of the resolver; `result` is what `ctx.result` is beside it. */
export class DataSourceError extends Error {
  readonly type: string
  readonly result: unknown
  constructor(type: string, message: string, result: unknown = null) {
    super(message)
    this.type = type
    this.result = result
  }
}

/** Answers the request of a resolver, which its templates or code made. */
export type DataSource = (request: SourceRequest) => Promise<unknown>

type Expression = {
  expression?: string
  expressionNames?: Record<string, string>
  expressionValues?: Item
}
type Condition = Expression & {
  equalsIgnore?: string[]
  consistentRead?: boolean
  conditionalCheckFailedHandler?: { strategy?: string }
  returnValuesOnConditionCheckFailure?: boolean
}
type Keys = { keys: Item[]; consistentRead?: boolean; projection?: Expression }
type Change = {
  table?: string
  operation?: string
  key?: Item
  attributeValues?: Item
  update?: Expression
  condition?: Condition
  projection?: Expression
}
type SourceRequest = Change & {
  payload?: unknown
  invocationType?: 'RequestResponse' | 'Event'
  query?: Expression
  filter?: Expression
  index?: string
  nextToken?: string | null
  limit?: number
  scanIndexForward?: boolean
  consistentRead?: boolean
  select?: string
  totalSegments?: number
  segment?: number
  tables?: Record<string, Item[] | Keys>
  transactItems?: Change[]
  resourcePath?: string
  params?: { body?: unknown }
}
type Properties = {
  Name: string
  Type: string
  DynamoDBConfig?: { TableName: string; Versioned?: boolean; UseCallerCredentials?: boolean }
  LambdaConfig?: { LambdaFunctionArn: string }
  HttpConfig?: { Endpoint: string }
  ServiceRoleArn?: string
}
type Services = { tables: Tables; functions: Functions; bedrock: Bedrock; gate: Gate }

/** The data sources of an assembly by name; those of other kinds answer with an error naming it. */
export function dataSources(
  assembly: Assembly,
  { tables, functions, bedrock, gate }: Services,
): Map<string, DataSource> {
  return new Map(
    assembly.of<Properties>('AWS::AppSync::DataSource').map(({ properties }) => {
      const { Name, Type, DynamoDBConfig, LambdaConfig, HttpConfig } = properties
      const role = { role: roleOf(properties.ServiceRoleArn ?? '') }
      if (DynamoDBConfig && !DynamoDBConfig.Versioned && !DynamoDBConfig.UseCallerCredentials)
        return [Name, dynamoDb(tables, role, DynamoDBConfig.TableName)]
      if (LambdaConfig) return [Name, lambda(functions, gate, role, LambdaConfig.LambdaFunctionArn)]
      if (HttpConfig && isBedrock(HttpConfig.Endpoint))
        return [Name, async (request) => invoke(bedrock, role, request)]
      if (Type === 'NONE') return [Name, async (request) => request.payload ?? null]
      const kind = DynamoDBConfig ? `${Type}, versioned or with the caller's rights` : Type
      return [Name, async () => notAvailable(`The data source ${Name} (${kind})`)]
    }),
  )
}

function notAvailable(what: string): never {
  throw new DataSourceError('NotAvailableLocally', `${what} is not available locally`)
}

/** Whether an HTTP data source calls models. */
export const isBedrock = (endpoint: string) => endpoint.startsWith('https://bedrock-runtime.')

/** What an HTTP data source gives: status, headers and the body as text. */
function invoke(bedrock: Bedrock, role: Principal, { resourcePath = '', params }: SourceRequest) {
  const answer = (statusCode: number, headers: Record<string, string>, body: unknown) => ({
    statusCode,
    headers,
    body: JSON.stringify(body),
  })
  try {
    return answer(200, {}, bedrock.request(role, resourcePath, params?.body))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return answer(error.status, { 'x-amzn-ErrorType': error.code }, { message: error.message })
  }
}

function lambda(functions: Functions, gate: Gate, role: Principal, arn: string): DataSource {
  return async ({ payload, invocationType, operation }) => {
    try {
      gate.assert(role, [{ action: 'lambda:InvokeFunction', resource: arn }])
      // A batch of one: AppSync gives the function a list and takes the result at the same place.
      if (operation === 'BatchInvoke') {
        const results = await functions.invoke(arn, [payload])
        return Array.isArray(results) ? results[0] : null
      }
      return await functions.invoke(arn, payload, { async: invocationType === 'Event' })
    } catch (error) {
      if (error instanceof ServiceError)
        throw new DataSourceError(`Lambda:${error.code}`, error.message)
      if (!(error instanceof FunctionFailure)) throw error
      const type =
        error.name === 'Sandbox.Timedout' ? 'Lambda:ExecutionTimeoutException' : 'Lambda:Unhandled'
      throw new DataSourceError(type, error.message)
    }
  }
}

/** Calls DynamoDB with the role of a data source. */
type Call = (operation: string, input: object) => Promise<Output>

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html */
function dynamoDb(tables: Tables, role: Principal, TableName: string): DataSource {
  const call: Call = (operation, input) => tables.call(role, operation, input)
  return async (request) => {
    try {
      return await operate(call, TableName, request)
    } catch (error) {
      if (error instanceof DataSourceError) throw error
      if (error instanceof ServiceError) throw failure(error)
      throw new DataSourceError('MappingTemplate', 'The request of the resolver is not complete')
    }
  }
}

/** Errors that DynamoDB's API does not name for its operations have the name of the client in AppSync. */
const named =
  /^(ConditionalCheckFailed|ResourceNotFound|TransactionCanceled|IdempotentParameterMismatch)Exception$/

function failure(error: ServiceError, result?: unknown): DataSourceError {
  const { code, message } = error
  if (code === 'NotAvailableLocally') return new DataSourceError(code, message)
  const name = named.test(code) || code === 'InternalServerError' ? code : 'DynamoDbException'
  return new DataSourceError(`DynamoDB:${name}`, message, result)
}

/** Of conflict detection, which Amplify Gen 2 does not use. */
const versions = ['_version', 'customPartitionKey', 'populateIndexFields']

async function operate(call: Call, TableName: string, request: SourceRequest) {
  const { operation, condition } = request
  const version = Object.entries(request).find(([name, value]) => value && versions.includes(name))
  if (version) notAvailable(`${version[0]} of the DynamoDB operation ${operation}`)
  if (condition?.conditionalCheckFailedHandler?.strategy === 'Custom')
    notAvailable('conditionalCheckFailedHandler with the strategy Custom')
  switch (operation) {
    case 'GetItem': {
      const { Item } = await call(operation, getOf(TableName, request))
      return Item ? plain(Item) : null
    }
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return write(call, operation, TableName, request)
    case 'Query':
    case 'Scan':
      return list(call, operation, TableName, request)
    case 'BatchGetItem':
      return batchGet(call, request)
    case 'BatchPutItem':
    case 'BatchDeleteItem':
      return batchWrite(call, request)
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return transact(call, operation, request)
    default:
      return notAvailable(`The DynamoDB operation ${operation}`)
  }
}

function getOf(TableName: string | undefined, request: Change & { consistentRead?: boolean }) {
  const { key, consistentRead: ConsistentRead, projection } = request
  return {
    TableName,
    Key: typed(key),
    ConsistentRead,
    ProjectionExpression: projection?.expression,
    ...merged(projection),
  }
}

function changeOf(TableName: string | undefined, change: Change) {
  const { operation, key, attributeValues, update, condition } = change
  const target: { Item?: Item; Key?: Item } =
    operation === 'PutItem'
      ? { Item: { ...typed(key), ...typed(attributeValues) } }
      : { Key: typed(key) }
  return {
    TableName,
    ...target,
    UpdateExpression: update?.expression,
    ConditionExpression: condition?.expression,
    ...merged(update, condition),
  }
}

const returned = { PutItem: 'NONE', UpdateItem: 'ALL_NEW', DeleteItem: 'ALL_OLD' }

/** A condition that is not met is no error where the item is already what it was to become. */
async function write(
  call: Call,
  operation: keyof typeof returned,
  TableName: string,
  request: SourceRequest,
) {
  const { condition, key } = request
  const input = changeOf(TableName, request)
  try {
    const { Attributes } = await call(operation, { ...input, ReturnValues: returned[operation] })
    const item = input.Item ?? Attributes
    return item ? plain(item) : null
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'ConditionalCheckFailedException')
      throw error
    const { consistentRead = true, equalsIgnore = [] } = condition ?? {}
    const { Item } = await call(
      'GetItem',
      getOf(TableName, { ...(key && { key }), consistentRead }),
    )
    const current = Item ? plain(Item) : null
    const compared = (item: object) =>
      Object.entries(item)
        .filter(([name]) => !equalsIgnore.includes(name))
        .sort(([a], [b]) => (a < b ? -1 : 1))
    const wanted = input.Item && plain(input.Item)
    if (wanted && current && isDeepStrictEqual(compared(wanted), compared(current))) return current
    if (operation === 'DeleteItem' && !current) return null
    throw failure(error, current)
  }
}

async function list(
  call: Call,
  operation: 'Query' | 'Scan',
  TableName: string,
  request: SourceRequest,
) {
  const { query, filter, projection, index: IndexName, nextToken } = request
  const of = `${TableName}/${IndexName ?? ''}`
  const page = await call(operation, {
    TableName,
    IndexName,
    Limit: request.limit,
    ConsistentRead: request.consistentRead,
    Select: request.select,
    ScanIndexForward: request.scanIndexForward,
    TotalSegments: request.totalSegments,
    Segment: request.segment,
    KeyConditionExpression: query?.expression,
    FilterExpression: filter?.expression || undefined,
    ProjectionExpression: projection?.expression,
    ExclusiveStartKey: nextToken ? startOf(nextToken, of) : undefined,
    ...merged(query, filter, projection),
  })
  const { Items = [], ScannedCount: scannedCount, LastEvaluatedKey: key } = page
  const token = key && Buffer.from(JSON.stringify({ of, key })).toString('base64')
  return { items: Items.map(plain), scannedCount, nextToken: token ?? null }
}

/** Where a page starts. DynamoDB checks that the key is within the query. */
function startOf(token: string, of: string): unknown {
  try {
    const given = JSON.parse(Buffer.from(token, 'base64').toString()) as {
      of: string
      key: unknown
    }
    if (given.of === of) return given.key
  } catch {
    // no token of ours
  }
  throw new DataSourceError(
    'DynamoDB:UserIllegalArgumentException',
    'Invalid pagination token given.',
  )
}

/** In the order of the keys, null for those that are missing. */
async function batchGet(call: Call, { tables = {} }: SourceRequest) {
  const requests = Object.entries(tables).map(([name, given]): [string, { Keys: Item[] }] => {
    const { keys, consistentRead, projection }: Keys = Array.isArray(given)
      ? { keys: given }
      : given
    const { ExpressionAttributeNames } = merged(projection)
    return [
      name,
      {
        Keys: keys.map(typed),
        ...(consistentRead && { ConsistentRead: true }),
        ...(projection && {
          ProjectionExpression: projection.expression,
          ExpressionAttributeNames,
        }),
      },
    ]
  })
  const get = (entries: typeof requests) =>
    call('BatchGetItem', { RequestItems: Object.fromEntries(entries) })
  await get(requests) // as a whole it must be allowed, and small enough
  const one = async (name: string, request: { Keys: Item[] }, key: Item) => {
    const { Responses } = await get([[name, { ...request, Keys: [key] }]])
    const [item] = (Responses as Record<string, Item[]>)[name] ?? []
    return item ? plain(item) : null
  }
  const data = requests.map(async ([name, request]) => [
    name,
    await Promise.all(request.Keys.map((key) => one(name, request, key))),
  ])
  return {
    data: Object.fromEntries((await Promise.all(data)) as [string, unknown][]) as unknown,
    unprocessedKeys: Object.fromEntries(requests.map(([name]) => [name, []])),
  }
}

async function batchWrite(call: Call, { operation, tables = {} }: SourceRequest) {
  const isPut = operation === 'BatchPutItem'
  const items = Object.entries(tables).map(([name, given]): [string, Item[]] => [
    name,
    (Array.isArray(given) ? given : given.keys).map(typed),
  ])
  const requests = items.map(([name, list]) => [
    name,
    list.map((item) => (isPut ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: item } })),
  ])
  await call('BatchWriteItem', { RequestItems: Object.fromEntries(requests) as unknown })
  const left = Object.fromEntries(items.map(([name]) => [name, []]))
  return {
    data: Object.fromEntries(items.map(([name, list]) => [name, list.map(plain)])),
    ...(isPut ? { unprocessedItems: left } : { unprocessedKeys: left }),
  }
}

const kinds = new Map([
  ['PutItem', 'Put'],
  ['UpdateItem', 'Update'],
  ['DeleteItem', 'Delete'],
  ['ConditionCheck', 'ConditionCheck'],
])

async function transact(
  call: Call,
  operation: 'TransactGetItems' | 'TransactWriteItems',
  { transactItems = [] }: SourceRequest,
) {
  const isGet = operation === 'TransactGetItems'
  const entry = (change: Change) => {
    if (isGet) return { Get: getOf(change.table, change) }
    const shown = change.condition?.returnValuesOnConditionCheckFailure !== false
    const ReturnValuesOnConditionCheckFailure = shown ? 'ALL_OLD' : 'NONE'
    const input = { ...changeOf(change.table, change), ReturnValuesOnConditionCheckFailure }
    return { [kinds.get(change.operation ?? '') ?? 'none']: input }
  }
  const answer = (list: unknown[] | null, cancellationReasons: unknown[] | null) => ({
    [isGet ? 'items' : 'keys']: list,
    cancellationReasons,
  })
  try {
    const { Responses } = await call(operation, { TransactItems: transactItems.map(entry) })
    const items = Array.isArray(Responses) ? Responses.map(({ Item }) => Item && plain(Item)) : []
    const keys = transactItems.map(({ key }) => plain(typed(key)))
    return answer(isGet ? items.map((item) => item ?? null) : keys, null)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    const reasons = error instanceof DetailedError ? error.detail.CancellationReasons : undefined
    const told = reasons?.map(({ Code: type, Message: message = type, Item }) => ({
      ...(Item && { item: plain(Item) }),
      type,
      message,
    }))
    throw failure(error, answer(null, told ?? null))
  }
}

/**
 * Names and values of several expressions. DynamoDB refuses empty maps and names or values that no
 * expression uses, which the simulator's filters leave behind.
 */
function merged(...expressions: (Expression | undefined)[]) {
  const used = new Set(expressions.flatMap((one) => one?.expression?.match(/[:#]\w+/g) ?? []))
  const pick = <T>(maps: (Record<string, T> | undefined)[]) => {
    const entries = maps
      .flatMap((map) => Object.entries(map ?? {}))
      .filter(([name]) => used.has(name))
    return entries.length ? Object.fromEntries(entries) : undefined
  }
  return {
    ExpressionAttributeNames: pick(expressions.map((one) => one?.expressionNames)),
    ExpressionAttributeValues: pick(expressions.map((one) => one && typed(one.expressionValues))),
  }
}

/** Templates may write numbers as they are, and null for the value of NULL. */
const typed = (item: Item | undefined): Item =>
  Object.fromEntries(Object.entries(item ?? {}).map(([name, value]) => [name, typedValue(value)]))

function typedValue(value: AttributeValue): AttributeValue {
  const { N, NULL, NS, L, M } = value
  return {
    ...value,
    ...(N !== undefined && { N: String(N) }),
    ...(NULL !== undefined && { NULL: true }),
    ...(NS && { NS: NS.map(String) }),
    ...(L && { L: L.map(typedValue) }),
    ...(M && { M: typed(M) }),
  }
}
