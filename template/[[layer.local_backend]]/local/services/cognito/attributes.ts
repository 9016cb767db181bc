// What the schema of the pool and the client's permissions say about the attributes of a user.
import { invalidParameter, notAuthorized } from './errors.ts'
import type { Client, Pool, SchemaAttribute } from './pool.ts'

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const standard = new Set(
  (
    'address birthdate email email_verified family_name gender given_name locale middle_name name ' +
    'nickname phone_number phone_number_verified picture preferred_username profile updated_at ' +
    'website zoneinfo'
  ).split(' '),
)

const schemaError = (text: string) =>
  invalidParameter(`Attributes did not conform to the schema: ${text}`)

/** The schema of an attribute; undefined for a standard one that the backend does not mention. */
function schemaOf(pool: Pool, attribute: string): SchemaAttribute | undefined {
  const name = attribute.replace(/^(custom:|dev:custom:)/, '')
  const custom = name !== attribute
  return pool.properties.Schema?.find(
    (item) => item.Name === name && custom === !standard.has(item.Name),
  )
}

/** Throws unless every required attribute has a value. */
export function checkRequired(pool: Pool, attributes: Record<string, string>): void {
  const required = (pool.properties.Schema ?? []).flatMap(({ Name, Required }) =>
    Required && Name && !attributes[Name] ? [Name] : [],
  )
  if (required.length)
    throw schemaError(
      required.map((name) => `${name}: The attribute ${name} is required`).join('\n'),
    )
}

/** Throws for an unknown attribute and for a value that its type does not allow. */
export function checkValues(pool: Pool, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const schema = schemaOf(pool, name)
    if (name === 'sub') throw schemaError('sub: The attribute sub cannot be set')
    if (!schema && !standard.has(name))
      throw schemaError(`Type for attribute {${name}} could not be determined`)
    if (value.length > 2048) throw schemaError(`${name}: String must be shorter`)
    if (name === 'email' && value && !/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(value))
      throw invalidParameter('Invalid email address format.')
    if (name === 'phone_number' && value && !/^\+[1-9]\d{1,14}$/.test(value))
      throw invalidParameter('Invalid phone number format.')
    const complaint = schema && value && complaintAbout(schema, value)
    if (complaint) throw schemaError(`${name}: ${complaint}`)
  }
}

function complaintAbout(schema: SchemaAttribute, value: string): string | undefined {
  const { MinLength, MaxLength } = schema.StringAttributeConstraints ?? {}
  const { MinValue, MaxValue } = schema.NumberAttributeConstraints ?? {}
  switch (schema.AttributeDataType) {
    case 'Number':
      if (!/^-?\d+$/.test(value)) return 'Attribute value is not a number'
      if (MinValue && Number(value) < Number(MinValue))
        return `Attribute value is less than ${MinValue}`
      if (MaxValue && Number(value) > Number(MaxValue))
        return `Attribute value is more than ${MaxValue}`
      return undefined
    case 'Boolean':
      return /^(true|false)$/.test(value) ? undefined : 'Attribute value is not a boolean'
    case 'DateTime':
      return Number.isNaN(Date.parse(value)) ? 'Attribute value is not a date' : undefined
    default:
      if (MinLength && value.length < Number(MinLength)) return 'String must be longer'
      if (MaxLength && value.length > Number(MaxLength)) return 'String must be shorter'
      return undefined
  }
}

/** Throws when the client may not write one of the attributes, or the schema makes it immutable. */
export function checkWritable(
  pool: Pool,
  client: Client | undefined,
  names: string[],
  { creating = false } = {},
): void {
  const allowed = client?.WriteAttributes
  if (client && names.some((name) => name.endsWith('_verified') || name.startsWith('dev:')))
    throw notAuthorized('A client attempted to write unauthorized attribute')
  if (allowed && !names.every((name) => allowed.includes(name)))
    throw notAuthorized('A client attempted to write unauthorized attribute')
  const fixed = creating ? undefined : names.find((name) => schemaOf(pool, name)?.Mutable === false)
  if (fixed) throw invalidParameter(`user.${fixed}: Attribute cannot be updated.`)
}

/** The attributes a client may see; without a list, all. */
export function readable(
  client: Client | undefined,
  attributes: Record<string, string>,
): Record<string, string> {
  const allowed = client?.ReadAttributes
  if (!allowed) return attributes
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => name === 'sub' || allowed.includes(name)),
  )
}
