// AppSync's own scalar types: what they take is kept as it was given.
// https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
import { isIPv4, isIPv6 } from 'node:net'
import { scalars as simulated } from '@aws-amplify/amplify-appsync-simulator/lib/schema/appsync-scalars/index.js'
import { GraphQLScalarType, valueFromASTUntyped } from 'graphql'

type Read = (value: unknown) => unknown

/** `read` gives undefined for what is no such value. */
function scalar(name: string, read: Read, write: Read = read): GraphQLScalarType {
  const known = (verb: string, convert: Read) => (value: unknown) => {
    const converted = convert(value)
    if (converted !== undefined) return converted
    throw new TypeError(`Unable to ${verb} \`${String(value)}\` as a valid ${name}.`)
  }
  const parse = known('parse', read)
  return new GraphQLScalarType({
    name,
    serialize: known('serialize', write),
    parseValue: parse,
    parseLiteral: (node) =>
      parse(node.kind === 'EnumValue' ? undefined : valueFromASTUntyped(node)),
  })
}

const text = (name: string, isValid: (text: string) => boolean) =>
  scalar(name, (value) => (typeof value === 'string' && isValid(value) ? value : undefined))

const date = String.raw`(-?\d{4})-(\d\d)-(\d\d)`
const time = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`
const offset = String.raw`(Z|[+-](0\d|1[0-8]):[0-5]\d(:[0-5]\d)?)`
const dates = new RegExp(`^${date}${offset}?$`)
const times = new RegExp(`^${time}${offset}?$`)
const dateTimes = new RegExp(`^${date}T${time}${offset}$`)
const email =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i

/** Whether the day that an expression found in a text is in the calendar. */
function isDay(expression: RegExp, given: string): boolean {
  const [, year, month, day] = (expression.exec(given) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return (
    day >= 1 && month >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() && month <= 12
  )
}

function isUrl(given: string): boolean {
  if (!/^[a-z][a-z\d+.-]*:/i.test(given) || !URL.canParse(given)) return false
  return !new URL(given).pathname.includes('//')
}

function isIpAddress(given: string): boolean {
  const [address = '', bits, ...rest] = given.split('/')
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1
  if (most < 0 || rest.length) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
}

function json(value: unknown): unknown {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : undefined
  } catch {
    return undefined
  }
}

const all = [
  text('AWSDate', (given) => isDay(dates, given)),
  text('AWSTime', (given) => times.test(given)),
  text('AWSDateTime', (given) => isDay(dateTimes, given)),
  scalar('AWSTimestamp', (value) => (Number.isSafeInteger(value) ? value : undefined)),
  text('AWSEmail', (given) => email.test(given)),
  scalar('AWSJSON', json, (value) => JSON.stringify(value)),
  text('AWSURL', isUrl),
  simulated.AWSPhone,
  text('AWSIPAddress', isIpAddress),
]

export const scalars = Object.fromEntries(all.map((type) => [type.name, type]))
