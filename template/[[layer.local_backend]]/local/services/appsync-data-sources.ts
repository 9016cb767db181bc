// AppSync's data sources: turn a resolver's request into a call of DynamoDB, Lambda or Bedrock.
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Bedrock } from './bedrock.ts'
import { FunctionFailure, ServiceError, type Assembly, type Functions } from './types.ts'

/** Thrown into `ctx.error` of the resolver. */
export class DataSourceError extends Error {
  readonly type: string
  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

/** Answers the request of a resolver, which its templates or code made. */
export type DataSource = (request: SourceRequest) => Promise<unknown>

type Item = Record<string, AttributeValue>
type Expression = {
  expression?: string
  expressionNames?: Record<string, string>
  expressionValues?: Item
}
type SourceRequest = {
  operation?: string
  payload?: unknown
  invocationType?: 'RequestResponse' | 'Event'
  key?: Item
  attributeValues?: Item
  update?: Expression
  condition?: Expression
  query?: Expression
  filter?: Expression
  index?: string
  nextToken?: string | null
  limit?: number
  scanIndexForward?: boolean
  consistentRead?: boolean
  projection?: Expression
  tables?: Record<string, Item[] | { keys: Item[]; consistentRead?: boolean }>
  resourcePath?: string
  params?: { body?: unknown }
}
type Properties = {
  Name: string
  Type: string
  DynamoDBConfig?: { TableName: string }
  LambdaConfig?: { LambdaFunctionArn: string }
  HttpConfig?: { Endpoint: string }
  ServiceRoleArn?: string
}

/** The data sources of an assembly by name; those of other kinds answer with an error naming it. */
export function dataSources(
  assembly: Assembly,
  services: { client: DynamoDBClient; functions: Functions; bedrock: Bedrock },
): Map<string, DataSource> {
  const { client, functions, bedrock } = services
  return new Map(
    assembly.of<Properties>('AWS::AppSync::DataSource').map(({ properties }) => {
      const { Name, Type, DynamoDBConfig, LambdaConfig, HttpConfig } = properties
      if (DynamoDBConfig)
        return [Name, (request) => dynamoDb(client, DynamoDBConfig.TableName, request)]
      if (LambdaConfig)
        return [Name, (request) => lambda(functions, LambdaConfig.LambdaFunctionArn, request)]
      if (HttpConfig && isBedrock(HttpConfig.Endpoint)) {
        const role = properties.ServiceRoleArn?.split('/').at(-1) ?? ''
        return [Name, async (request) => invoke(bedrock, role, request)]
      }
      if (Type === 'NONE') return [Name, async (request) => request.payload ?? null]
      return [
        Name,
        async () => {
          const message = `The data source ${Name} (${Type}) is not available locally`
          throw new DataSourceError('NotAvailableLocally', message)
        },
      ]
    }),
  )
}

/** Whether an HTTP data source calls models. */
export const isBedrock = (endpoint: string) => endpoint.startsWith('https://bedrock-runtime.')

/** What an HTTP data source gives: status, headers and the body as text. */
function invoke(bedrock: Bedrock, role: string, { resourcePath = '', params }: SourceRequest) {
  const answer = (statusCode: number, headers: Record<string, string>, body: unknown) => ({
    statusCode,
    headers,
    body: JSON.stringify(body),
  })
  try {
    return answer(200, {}, bedrock.request({ role }, resourcePath, params?.body))
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return answer(error.status, { 'x-amzn-ErrorType': error.code }, { message: error.message })
  }
}

async function lambda(functions: Functions, arn: string, request: SourceRequest): Promise<unknown> {
  const { payload, invocationType, operation } = request
  try {
    // A batch of one: AppSync gives the function a list and takes the result at the same place.
    if (operation === 'BatchInvoke') {
      const results = await functions.invoke(arn, [payload])
      return Array.isArray(results) ? results[0] : null
    }
    return await functions.invoke(arn, payload, { async: invocationType === 'Event' })
  } catch (error) {
    if (!(error instanceof FunctionFailure)) throw error
    const type =
      error.name === 'Sandbox.Timedout' ? 'Lambda:ExecutionTimeoutException' : 'Lambda:Unhandled'
    throw new DataSourceError(type, error.message)
  }
}

async function dynamoDb(client: DynamoDBClient, TableName: string, request: SourceRequest) {
  try {
    return await operate(client, TableName, request)
  } catch (error) {
    if (!(error instanceof Error) || error instanceof DataSourceError) throw error
    throw new DataSourceError(`DynamoDB:${error.name}`, error.message)
  }
}

async function operate(client: DynamoDBClient, TableName: string, request: SourceRequest) {
  const { operation, key: Key = {}, condition, consistentRead: ConsistentRead } = request
  switch (operation) {
    case 'GetItem': {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead }))
      return Item ? plain(Item) : null
    }
    case 'PutItem': {
      const Item = { ...Key, ...request.attributeValues }
      await client.send(
        new PutItemCommand({
          TableName,
          Item,
          ConditionExpression: condition?.expression,
          ...merged(condition),
        }),
      )
      return plain(Item)
    }
    case 'UpdateItem': {
      const { update } = request
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: update?.expression,
          ConditionExpression: condition?.expression,
          ...merged(update, condition),
          ReturnValues: 'ALL_NEW',
        }),
      )
      return Attributes ? plain(Attributes) : null
    }
    case 'DeleteItem': {
      const { Attributes } = await client.send(
        new DeleteItemCommand({
          TableName,
          Key,
          ConditionExpression: condition?.expression,
          ...merged(condition),
          ReturnValues: 'ALL_OLD',
        }),
      )
      return Attributes ? plain(Attributes) : null
    }
    case 'Query':
    case 'Scan':
      return list(client, TableName, request)
    case 'BatchGetItem':
    case 'BatchPutItem':
    case 'BatchDeleteItem':
      return batch(client, request)
    default:
      throw new DataSourceError(
        'NotAvailableLocally',
        `The DynamoDB operation ${operation} is not available locally`,
      )
  }
}

async function list(client: DynamoDBClient, TableName: string, request: SourceRequest) {
  const { operation, query, filter, projection, nextToken } = request
  const input = {
    TableName,
    IndexName: request.index,
    Limit: request.limit,
    ConsistentRead: request.consistentRead,
    FilterExpression: filter?.expression || undefined,
    ProjectionExpression: projection?.expression,
    ExclusiveStartKey: nextToken
      ? (JSON.parse(Buffer.from(nextToken, 'base64').toString()) as Item)
      : undefined,
    ...merged(query, filter, projection),
  }
  const { scanIndexForward: ScanIndexForward } = request
  const page =
    operation === 'Query'
      ? await client.send(
          new QueryCommand({
            ...input,
            KeyConditionExpression: query?.expression,
            ScanIndexForward,
          }),
        )
      : await client.send(new ScanCommand(input))
  return {
    items: (page.Items ?? []).map(plain),
    scannedCount: page.ScannedCount,
    nextToken: page.LastEvaluatedKey
      ? Buffer.from(JSON.stringify(page.LastEvaluatedKey)).toString('base64')
      : null,
  }
}

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html */
async function batch(client: DynamoDBClient, { operation, tables = {} }: SourceRequest) {
  const names = Object.keys(tables)
  const itemsOf = (name: string) => {
    const given = tables[name] ?? []
    return Array.isArray(given) ? given : given.keys
  }
  if (operation === 'BatchGetItem') {
    const RequestItems = Object.fromEntries(names.map((name) => [name, { Keys: itemsOf(name) }]))
    const { Responses = {} } = await client.send(new BatchGetItemCommand({ RequestItems }))
    // In the order of the keys, null for those that are missing.
    const inOrder = (name: string) =>
      itemsOf(name).map((key) => {
        const wanted = Object.entries(plain(key))
        const found = (Responses[name] ?? []).map(plain)
        return found.find((item) => wanted.every(([field, value]) => item[field] === value)) ?? null
      })
    return {
      data: Object.fromEntries(names.map((name) => [name, inOrder(name)])),
      unprocessedKeys: Object.fromEntries(names.map((name) => [name, []])),
    }
  }
  const RequestItems = Object.fromEntries(
    names.map((name) => [
      name,
      itemsOf(name).map((item) =>
        operation === 'BatchPutItem'
          ? { PutRequest: { Item: item } }
          : { DeleteRequest: { Key: item } },
      ),
    ]),
  )
  await client.send(new BatchWriteItemCommand({ RequestItems }))
  const left = Object.fromEntries(names.map((name) => [name, []]))
  return {
    data: Object.fromEntries(names.map((name) => [name, itemsOf(name).map(plain)])),
    ...(operation === 'BatchPutItem' ? { unprocessedItems: left } : { unprocessedKeys: left }),
  }
}

/**
 * Names and values of several expressions. DynamoDB refuses empty maps and names or values that no
 * expression uses, which the simulator's filters leave behind.
 */
function merged(...expressions: (Expression | undefined)[]) {
  const used = expressions.map((one) => one?.expression ?? '').join(' ')
  const pick = <T>(maps: (Record<string, T> | undefined)[]) => {
    const entries = maps
      .flatMap((map) => Object.entries(map ?? {}))
      .filter(([name]) => new RegExp(`${RegExp.escape(name)}(?!\\w)`).test(used))
    return entries.length ? Object.fromEntries(entries) : undefined
  }
  return {
    ExpressionAttributeNames: pick(expressions.map((one) => one?.expressionNames)),
    ExpressionAttributeValues: pick(expressions.map((one) => one?.expressionValues)),
  }
}

/** Plain values; sets become lists, as AppSync gives them. */
function plain(item: Item): Record<string, unknown> {
  const withLists = (value: unknown): unknown => {
    if (value instanceof Set) return [...value]
    if (Array.isArray(value)) return value.map(withLists)
    if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withLists(one)]))
  }
  return withLists(unmarshall(item, { wrapNumbers: Number })) as Record<string, unknown>
}
