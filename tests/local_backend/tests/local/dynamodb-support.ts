// Tables with the policies of some roles, and functions that call DynamoDB's own API with them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { startServer } from '../../local/server.ts'
import { createTables } from '../../local/services/dynamodb.ts'
import { createGate } from '../../local/services/gate.ts'
import { createIam, type Principal } from '../../local/services/iam.ts'
import { openStore } from '../../local/services/store.ts'
import type { Assembly } from '../../local/services/types.ts'
import { callSigned } from './signing.ts'

const account = 'arn:aws:dynamodb:us-east-1:123456789012'
export const arn = (table: string) => `${account}:table/${table}`

type Key = string | [name: string, type: 'S' | 'N' | 'B']
type Index = { keys: Key[]; projection?: string; attributes?: string[]; local?: boolean }
const nameOf = (key: Key) => (typeof key === 'string' ? key : key[0])
const schema = (keys: Key[]) =>
  keys.map((key, n) => ({ AttributeName: nameOf(key), KeyType: n ? 'RANGE' : 'HASH' }))

/** A table as CloudFormation describes it; keys are strings unless they say otherwise. */
export function table(name: string, keys: Key[], indexes: Record<string, Index> = {}) {
  const all = [...keys, ...Object.values(indexes).flatMap((index) => index.keys)]
  const types = new Map(all.map((key) => (typeof key === 'string' ? [key, 'S'] : key)))
  const listed = (local: boolean) =>
    Object.entries(indexes)
      .filter(([, index]) => Boolean(index.local) === local)
      .map(([IndexName, { keys: own, projection = 'ALL', attributes }]) => ({
        IndexName,
        KeySchema: schema(own),
        Projection: { ProjectionType: projection, NonKeyAttributes: attributes },
      }))
  return {
    name,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: schema(keys),
    GlobalSecondaryIndexes: listed(false),
    LocalSecondaryIndexes: listed(true),
  }
}

export type Statement = {
  Effect?: 'Allow' | 'Deny'
  Action: string | string[]
  Resource: string | string[]
  Condition?: object
}

/** An assembly of tables, and of roles with the statements of their policies. */
export function assemblyOf(
  tables: ReturnType<typeof table>[],
  roles: Record<string, Statement[]> = {},
  more: Record<string, object[]> = {},
): Assembly {
  const resources: Record<string, { name: string; properties: object }[]> = {
    'AWS::DynamoDB::Table': tables.map(({ name, ...properties }) => ({ name, properties })),
    'AWS::IAM::Role': Object.entries(roles).map(([name, statements]) => {
      const Statement = statements.map((one) => ({ Effect: 'Allow', ...one }))
      return { name, properties: { Policies: [{ PolicyDocument: { Statement } }] } }
    }),
  }
  const others = (type: string) =>
    (more[type] ?? []).map((properties) => ({ name: '', properties }))
  return {
    placeholders: { region: 'us-east-1', account: '123456789012' },
    of: (type: string) => resources[type] ?? others(type),
    find: () => undefined,
  } as unknown as Assembly
}

export const everything: Statement[] = [{ Action: 'dynamodb:*', Resource: '*' }]

export type Answer = {
  status: number
  __type?: string
  message?: string
  Item?: object
  Items?: object[]
  Count?: number
  Attributes?: object
  TableNames?: string[]
  Responses?: Record<string, object[]> | { Item?: object }[]
  CancellationReasons?: { Code: string; Item?: object }[]
  LastEvaluatedKey?: object
  Table?: { TableArn: string; GlobalSecondaryIndexes?: object[] }
}

/** Tables behind a server until the test file ends. `principals` are by name of an access key, the roles by default. */
export async function startTables(assembly: Assembly, principals: Record<string, Principal> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'tables-'))
  const iam = createIam(assembly)
  const gate = createGate({
    iam: () => iam,
    credentials: (key) => ({
      secretAccessKey: 'secret',
      sessionToken: '',
      principal: principals[key] ?? { role: key },
    }),
    region: () => 'us-east-1',
  })
  const tables = await createTables({ assembly, store: openStore(home), gate })
  const server = await startServer(0)
  server.route('/dynamodb', tables.handle)
  after(async () => {
    await server.close()
    await tables.close()
    await rm(home, { recursive: true })
  })
  const url = `${server.url}/dynamodb`
  const send = async (accessKeyId: string, target: string, body: string): Promise<Answer> => {
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' }
    const keys = { accessKeyId, secretAccessKey: 'secret' }
    const answer = await callSigned(keys, { url, service: 'dynamodb', headers, body })
    return { status: answer.status, ...((await answer.json()) as object) }
  }
  return {
    url,
    home,
    tables,
    gate,
    send,
    /** Calls an operation as a function with that role does. */
    call: (role: string, operation: string, input: object) =>
      send(role, `DynamoDB_20120810.${operation}`, JSON.stringify(input)),
  }
}
