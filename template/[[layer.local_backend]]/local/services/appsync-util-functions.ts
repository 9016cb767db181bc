// `util` of AppSync's resolvers on plain values, for both runtimes. What is missing says so when it
// is called. https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference-js.html
import { randomBytes } from 'node:crypto'
import { TemplateSentError } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/errors.js'
import { generalUtils } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/general-utils.js'
import { rds } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/rds.js'
import { time as simulatedTime } from '@aws-amplify/amplify-appsync-simulator/lib/velocity/util/time.js'
import type { GraphQLResolveInfo } from 'graphql'
import type { Mode } from './appsync-authorization.ts'
import { conditionOf, toDynamoDb } from './appsync-conditions.ts'
import { subscriptionFilter, toSubscriptionFilter } from './appsync-filters.ts'
import type { Context } from './appsync-velocity.ts'
import { isObject } from './http.ts'

export type Utilities = ReturnType<typeof utilities>

const authTypes: Record<Mode, string> = {
  API_KEY: 'API Key Authorization',
  AWS_IAM: 'IAM Authorization',
  AMAZON_COGNITO_USER_POOLS: 'User Pool Authorization',
  AWS_LAMBDA: 'Lambda Authorization',
  OPENID_CONNECT: 'Open ID Connect Authorization',
}

export function unauthorized(info: GraphQLResolveInfo): TemplateSentError {
  const message = `Not Authorized to access ${info.fieldName} on type ${info.parentType.name}`
  return new TemplateSentError(message, 'Unauthorized', null, null, info)
}

/** `util` and `extensions` of one run of a template or handler; errors are added to `errors`. */
export function utilities(context: Context, info: GraphQLResolveInfo) {
  const errors: TemplateSentError[] = []
  const failure = (message: unknown, type?: unknown, data?: unknown, details?: unknown) => {
    const error = new TemplateSentError(
      String(message),
      textOrNull(type),
      data ?? null,
      details ?? null,
      info,
    )
    errors.push(error)
    return error
  }
  const util = {
    ...general,
    authType: () => authTypes[context.caller.mode],
    error(...given: [message: unknown, type?: unknown, data?: unknown, details?: unknown]) {
      throw failure(...given)
    },
    appendError(...given: [message: unknown, type?: unknown, data?: unknown, details?: unknown]) {
      failure(...given)
      return ''
    },
    unauthorized() {
      const error = unauthorized(info)
      errors.push(error)
      throw error
    },
    validate(condition: unknown, message: unknown, type: unknown, data: unknown) {
      if (condition) return ''
      throw failure(message, type ?? 'CustomTemplateException', data)
    },
    getErrors: () => errors.map(({ extensions }) => extensions),
    dynamodb,
    list,
    map,
    math,
    rds,
    str,
    time,
    transform,
    http: {
      copyHeaders,
      addResponseHeader(name: unknown, value: unknown) {
        context.responseHeaders[String(name)] = String(value)
        return ''
      },
      addResponseHeaders(headers: Record<string, unknown>) {
        for (const [name, value] of Object.entries(headers))
          context.responseHeaders[name] = String(value)
        return ''
      },
    },
  }
  const extensions = {
    setSubscriptionFilter(filter: unknown) {
      context.subscriptionFilter = subscriptionFilter(filter)
      return ''
    },
    evictFromApiCache: () => '', // there is no cache
  }
  return { util, extensions, errors, failure }
}

const textOrNull = (value: unknown) =>
  (value === undefined || value === null ? null : String(value)) as string // typed too narrowly
const isMissing = (value: unknown) => value === undefined || value === null
const isEmpty = (value: unknown) =>
  isMissing(value) ||
  value === '' ||
  (Array.isArray(value) && !value.length) ||
  (isObject(value) && !Object.keys(value).length)
const isBlank = (value: unknown) => isMissing(value) || (typeof value === 'string' && !value.trim())
/** What a template or handler gives as text, list or number may be anything. */
const textOf = (value: unknown) => String(value ?? '')
const listOf = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value])
const numbersOf = (values: unknown[]) => values.flat().map(Number)

const { escapeJavaScript, urlEncode, autoUlid } = generalUtils
const general = {
  quiet: () => '',
  qr: () => '',
  escapeJavaScript,
  urlEncode,
  autoUlid,
  urlDecode: (value: unknown) => decodeURIComponent(textOf(value).replace(/\+/g, ' ')),
  base64Encode: (value: unknown) => Buffer.from(textOf(value)).toString('base64'),
  base64Decode: (value: unknown) => Buffer.from(textOf(value), 'base64').toString('utf8'),
  parseJson(value: unknown): unknown {
    try {
      return JSON.parse(textOf(value))
    } catch {
      return null
    }
  },
  toJson: (value: unknown) => JSON.stringify(value ?? null),
  autoId: () => crypto.randomUUID(),
  autoKsuid,
  isNull: isMissing,
  isNullOrEmpty: isEmpty,
  isNullOrBlank: isBlank,
  defaultIfNull: (value: unknown, other: unknown) => value ?? other ?? null,
  defaultIfNullOrEmpty: (value: unknown, other: unknown) =>
    (isEmpty(value) ? other : value) ?? null,
  defaultIfNullOrBlank: (value: unknown, other: unknown) =>
    (isBlank(value) ? other : value) ?? null,
  isString: (value: unknown) => typeof value === 'string',
  isNumber: (value: unknown) => typeof value === 'number',
  isBoolean: (value: unknown) => typeof value === 'boolean',
  isList: (value: unknown) => Array.isArray(value),
  isMap: isObject,
  typeOf(value: unknown) {
    if (isMissing(value)) return 'Null'
    if (Array.isArray(value)) return 'List'
    if (isObject(value)) return 'Map'
    return textOf(typeof value).replace(/^./, (letter) => letter.toUpperCase())
  },
  matches: (pattern: unknown, value: unknown) => new RegExp(textOf(pattern)).test(textOf(value)),
}

/** A KSUID: seconds since 2014-05-13 and 16 random bytes, in base 62. */
function autoKsuid(): string {
  const bytes = Buffer.alloc(20)
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000) - 1_400_000_000)
  randomBytes(16).copy(bytes, 4)
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  let ksuid = ''
  for (; ksuid.length < 27; rest /= 62n) ksuid = (digits[Number(rest % 62n)] ?? '') + ksuid
  return ksuid
}

const types = {
  toDynamoDB: toDynamoDb,
  toString: (value: unknown) => ({ S: textOf(value) }),
  toStringSet: (values: unknown) => ({ SS: listOf(values).map(textOf) }),
  toNumber: (value: unknown) => ({ N: textOf(value) }),
  toNumberSet: (values: unknown) => ({ NS: listOf(values).map(textOf) }),
  toBinary: (value: unknown) => ({ B: value }),
  toBinarySet: (values: unknown) => ({ BS: listOf(values) }),
  toBoolean: (value: unknown) => ({ BOOL: value }),
  toNull: () => ({ NULL: true }),
  toList: (values: unknown) => toDynamoDb(listOf(values)),
  toMap: toDynamoDb,
  toMapValues: (values: unknown) =>
    Object.fromEntries(
      Object.entries((values ?? {}) as object)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, toDynamoDb(value)]),
    ),
}
/** Each also as text: `toMapValuesJson`. */
const dynamodb: Record<string, (value: unknown) => unknown> = {
  ...types,
  ...Object.fromEntries(
    Object.entries(types).map(([name, convert]) => [
      `${name}Json`,
      (value: unknown) => JSON.stringify(convert(value)),
    ]),
  ),
}

const time = {
  ...simulatedTime(),
  // The simulator's time zone would be that of this machine, and its ISO 8601 one form of many.
  nowFormatted: (format: unknown, zone: unknown = 'UTC') =>
    simulatedTime().nowFormatted(textOf(format), textOf(zone)),
  parseFormattedToEpochMilliSeconds: (given: unknown, format: unknown, zone: unknown = 'UTC') =>
    simulatedTime().parseFormattedToEpochMilliSeconds(textOf(given), textOf(format), textOf(zone)),
  parseISO8601ToEpochMilliSeconds(given: unknown) {
    const milliseconds = Date.parse(textOf(given))
    return Number.isNaN(milliseconds) ? null : milliseconds
  },
}

const list = {
  copyAndRetainAll: (all: unknown[], kept: unknown[]) => all.filter((one) => kept.includes(one)),
  copyAndRemoveAll: (all: unknown[], removed: unknown[]) =>
    all.filter((one) => !removed.includes(one)),
  sortList(all: unknown[], descending: unknown, property: unknown) {
    const key = (one: unknown) => (isObject(one) ? one[textOf(property)] : one) as string
    const ascending = all.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    return descending ? ascending.reverse() : ascending
  },
}

const pick = (all: object, wanted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)))
const map = {
  copyAndRetainAllKeys: (all: object, kept: unknown[]) => pick(all, (name) => kept.includes(name)),
  copyAndRemoveAllKeys: (all: object, removed: unknown[]) =>
    pick(all, (name) => !removed.includes(name)),
}

const math = {
  roundNum: (value: unknown) => Math.round(Number(value)),
  minVal: (...values: unknown[]) => Math.min(...numbersOf(values)),
  maxVal: (...values: unknown[]) => Math.max(...numbersOf(values)),
  randomDouble: () => Math.random(),
  randomWithinRange: (from: unknown, to: unknown) =>
    Number(from) + Math.floor(Math.random() * (Number(to) - Number(from) + 1)),
}

const str = {
  toUpper: (value: unknown) => textOf(value).toUpperCase(),
  toLower: (value: unknown) => textOf(value).toLowerCase(),
  toReplace: (value: unknown, from: unknown, to: unknown) =>
    textOf(value).replaceAll(textOf(from), () => textOf(to)),
  normalize: (value: unknown, form: unknown) => textOf(value).normalize(textOf(form).toUpperCase()),
}

const transform = {
  toDynamoDBFilterExpression: (filter: unknown) => JSON.stringify(conditionOf(filter)),
  toDynamoDBConditionExpression: (condition: unknown) => JSON.stringify(conditionOf(condition)),
  toSubscriptionFilter,
}

/** Those that say nothing of the connection. */
function copyHeaders(headers: Record<string, unknown>) {
  const own = /^(connection|host|content-length|transfer-encoding|expect|keep-alive|te|upgrade)$/i
  return pick(headers, (name) => !own.test(name))
}

/** The same functions and groups, which name what they lack when it is used. */
export function naming<T extends object>(path: string, members: T): T {
  return new Proxy(members, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown
      if (value === undefined && typeof name === 'string' && name !== 'toJSON')
        throw new Error(`${path}.${name} is not available locally`)
      return isObject(value) ? naming(`${path}.${String(name)}`, value) : value
    },
  })
}
