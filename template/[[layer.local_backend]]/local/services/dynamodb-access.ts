// What a call of DynamoDB needs to be allowed: every table and index it names, with the keys and attributes that
// policies may ask about. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
import type { AttributeValue, Input, Item, Step, Table } from './dynamodb-engine.ts'
import type { Needed } from './gate.ts'

type Find = (table: string) => Table | undefined

/** `arnOf` gives the ARN of a table. */
export function neededFor(
  call: string,
  steps: Step[],
  arnOf: (table: string) => string,
  find: Find,
): Needed[] {
  return steps.flatMap(({ operation, input }) => {
    const action = `dynamodb:${operation}`
    if (operation === 'ListTables') return { action, resource: '*' }
    const enclosing = call === operation ? {} : { 'dynamodb:EnclosingOperation': call }
    const parts = input.RequestItems ? ofEachTable(input.RequestItems) : [input]
    return parts.map((part) => {
      const index = part.IndexName ? `/index/${part.IndexName}` : ''
      const resource = `${arnOf(part.TableName)}${index}`
      const context = { ...enclosing, ...contextOf(operation, part, find(part.TableName)) }
      return { action, resource, context }
    })
  })
}

type Part = Input & { items?: Item[] }

function ofEachTable(requests: NonNullable<Input['RequestItems']>): Part[] {
  return Object.entries(requests).map(([TableName, request]) => {
    if (!Array.isArray(request)) return { TableName, ...request, items: request.Keys }
    const items = request.map(
      ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key,
    )
    return { TableName, items: items.filter((item) => item !== undefined) }
  })
}

/** Condition keys; those of which a request has nothing are left out. */
function contextOf(operation: string, part: Part, table: Table | undefined) {
  const keys = leadingKeys(part, table)
  const attributes = attributesOf(part)
  const isRead = /^(BatchGetItem|GetItem|Query|Scan)$/.test(operation)
  return {
    ...(keys.length && { 'dynamodb:LeadingKeys': keys }),
    ...(attributes.length && { 'dynamodb:Attributes': attributes }),
    ...(isRead && { 'dynamodb:Select': selectOf(part) }),
    ...(/^(Put|Update|Delete)Item$/.test(operation) && {
      'dynamodb:ReturnValues': part.ReturnValues ?? 'NONE',
    }),
    'dynamodb:ReturnConsumedCapacity': part.ReturnConsumedCapacity ?? 'NONE',
  }
}

function selectOf({ Select, AttributesToGet, IndexName, _projection }: Part): string {
  if (Select) return Select
  if (AttributesToGet ?? _projection) return 'SPECIFIC_ATTRIBUTES'
  return IndexName ? 'ALL_PROJECTED_ATTRIBUTES' : 'ALL_ATTRIBUTES'
}

/** The values of the partition key of the table, or of the index that is asked. */
function leadingKeys({ IndexName, Key, Item, items, KeyConditions }: Part, table?: Table) {
  const indexes = [
    ...(table?.GlobalSecondaryIndexes ?? []),
    ...(table?.LocalSecondaryIndexes ?? []),
  ]
  const index = IndexName ? indexes.find((one) => one.IndexName === IndexName) : table
  const name = index?.KeySchema[0]?.AttributeName
  if (name === undefined) return []
  const condition = KeyConditions?.[name]?.AttributeValueList ?? []
  const values = [Key?.[name], Item?.[name], ...(items ?? []).map((one) => one[name]), ...condition]
  return values.flatMap((value: AttributeValue | undefined) =>
    value ? [value.S ?? value.N ?? value.B ?? ''] : [],
  )
}

/** The names of all attributes, at their top level, that a request mentions. */
function attributesOf(part: Part): string[] {
  const { Key, Item, items = [], KeyConditions, QueryFilter, ScanFilter, Expected } = part
  const { AttributeUpdates, _filter, _condition } = part
  const maps = [Key, Item, ...items, KeyConditions, QueryFilter, ScanFilter, Expected]
  const named = [...maps, AttributeUpdates, _filter?.pathHeads, _condition?.pathHeads]
  const paths = [...(part._projection?.paths ?? []), ...(part._updates?.paths ?? [])]
  return [
    ...new Set([
      ...named.flatMap((one) => Object.keys(one ?? {})),
      ...(part.AttributesToGet ?? []),
      ...paths.map(([name]) => name),
    ]),
  ]
}
