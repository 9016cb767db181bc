// Amazon DynamoDB: dynalite holds the tables that the synthesis describes.
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  ScanCommand,
  type AttributeValue,
  type CreateTableCommandInput,
  type DynamoDBClientConfig,
  type TableDescription,
} from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import dynalite from 'dynalite'
import type { Gate } from './gate.ts'
import { readText, type Handler } from './http.ts'
import type { Assembly, Store } from './types.ts'

export type Tables = {
  client: DynamoDBClient
  names(): string[]
  /** Items of a table as plain values, for the local page. */
  items(table: string, limit?: number): Promise<Record<string, unknown>[]>
  /** Answers functions that use DynamoDB's own API, as far as their roles allow. */
  handle: Handler
  reload(assembly: Assembly): Promise<void>
  close(): Promise<void>
}

type Options = {
  assembly: Assembly
  store: Store
  gate: Gate
}

export async function createTables(options: Options): Promise<Tables> {
  const { store, gate } = options
  let assembly = options.assembly
  const path = store.path('dynamodb', 'data')
  mkdirSync(path, { recursive: true })
  const engine = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
  // The client keeps its connections: one that Node.js ends just then would be a failed request.
  engine.keepAliveTimeout = 0
  await new Promise<void>((listening) => engine.listen(0, '127.0.0.1', listening))
  const { port } = engine.address() as AddressInfo
  const config: DynamoDBClientConfig = {
    endpoint: `http://127.0.0.1:${port}`,
    region: assembly.placeholders.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  }
  const client = new DynamoDBClient(config)
  await syncTables(client, assembly, store)

  return {
    client,
    names: () => wanted(assembly).map(({ TableName = '' }) => TableName),
    async items(table, limit = 100) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table, Limit: limit }))
      return Items.map((item) => unmarshall(item))
    },
    async handle(request, response) {
      const body = await readText(request)
      const target = String(request.headers['x-amz-target'])
      const { TableName = '', RequestItems = {} } = JSON.parse(body) as {
        TableName?: string
        RequestItems?: object
      }
      const principal = gate.caller('dynamodb', request, body)
      const action = target.replace(/^DynamoDB_\d+\./, 'dynamodb:')
      for (const name of TableName ? [TableName] : Object.keys(RequestItems)) {
        const { region, account } = assembly.placeholders
        const arn = `arn:aws:dynamodb:${region}:${account}:table/${name.split('/').at(-1)}`
        gate.assert(principal, [{ action, resource: arn }])
      }
      const { authorization = '', 'x-amz-date': date = '' } = request.headers
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body,
        headers: {
          authorization,
          'x-amz-date': String(date),
          'x-amz-target': target,
          'content-type': 'application/x-amz-json-1.0',
        },
      })
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(await answer.text())
    },
    async reload(next) {
      assembly = next
      await syncTables(client, next, store)
    },
    close() {
      client.destroy()
      return new Promise((closed) => {
        engine.close(() => closed())
        engine.closeAllConnections()
      })
    },
  }
}

type Attributes = { attributeName: string; attributeType?: string; keyType?: string }[]
type Index = {
  indexName: string
  keySchema: Attributes
  projection: { projectionType: string; nonKeyAttributes?: string[] }
}
type AmplifyTable = {
  tableName: string
  attributeDefinitions: Attributes
  keySchema: Attributes
  globalSecondaryIndexes?: Index[]
  localSecondaryIndexes?: Index[]
}
type PlainTable = CreateTableCommandInput

/** Amplify's managed tables, whose properties are in camel case, and plain DynamoDB tables. */
function wanted(assembly: Assembly): CreateTableCommandInput[] {
  const managed = assembly
    .of<AmplifyTable>('Custom::AmplifyDynamoDBTable')
    .map(({ properties }) => pascalCase(properties) as PlainTable)
  const plain = assembly
    .of<PlainTable>('AWS::DynamoDB::Table')
    .map(({ name, properties }) => ({ ...properties, TableName: name }))
  return [...managed, ...plain].map((table) => ({
    TableName: table.TableName,
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: withoutThroughput(table.GlobalSecondaryIndexes),
    LocalSecondaryIndexes: withoutThroughput(table.LocalSecondaryIndexes),
  }))
}

/** An empty list is refused by the engine. */
function withoutThroughput<I extends { IndexName: string | undefined }>(indexes: I[] | undefined) {
  if (!indexes?.length) return undefined
  return indexes.map((index) => ({ ...index, ProvisionedThroughput: undefined }))
}

function pascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascalCase)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      pascalCase(item),
    ]),
  )
}

type Item = Record<string, AttributeValue>

/**
 * Creates missing tables and rebuilds, with their items, those whose keys or indexes changed. The
 * items are in a file meanwhile, from which an interrupted rebuild is taken up again.
 */
async function syncTables(client: DynamoDBClient, assembly: Assembly, store: Store): Promise<void> {
  for (const table of wanted(assembly)) {
    const { TableName = '' } = table
    const file = `dynamodb/${TableName}.rebuild.json`
    const interrupted = store.read<Item[]>(file)
    const present = await describe(client, TableName)
    if (present && !interrupted && shape(present) === shape(table)) continue
    const items = interrupted ?? (present ? await everyItem(client, TableName) : [])
    if (items.length) store.write(file, items)
    if (present) {
      await client.send(new DeleteTableCommand({ TableName }))
      await until(async () => !(await describe(client, TableName)))
    }
    await client.send(new CreateTableCommand(table))
    await until(async () => (await describe(client, TableName))?.TableStatus === 'ACTIVE')
    for (let start = 0; start < items.length; start += 25) {
      const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }))
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }))
    }
    await rm(store.path(file), { force: true })
  }
}

/** Undefined when there is no such table. */
async function describe(client: DynamoDBClient, TableName: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

/** The engine, like DynamoDB, creates and deletes tables after it has answered. */
async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await setTimeout(5)
}

type Shape = Pick<
  TableDescription,
  'KeySchema' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'
>

/** Equal for two descriptions of a table with the same keys and indexes. */
function shape({ KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes }: Shape): string {
  const indexes = [...(GlobalSecondaryIndexes ?? []), ...(LocalSecondaryIndexes ?? [])]
  return JSON.stringify([
    KeySchema,
    ...indexes
      .map(
        ({ IndexName, KeySchema: keys, Projection: { ProjectionType, NonKeyAttributes } = {} }) =>
          JSON.stringify([IndexName, keys, ProjectionType, NonKeyAttributes]),
      )
      .sort(),
  ])
}

async function everyItem(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = []
  let ExclusiveStartKey: Item | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }))
    items.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return items
}
