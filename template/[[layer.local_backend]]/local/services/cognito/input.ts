// Readers for the JSON of a request: what arrives from outside is checked here, once.
import { isObject } from '../http.ts'
import { invalidParameter, serializationError } from './errors.ts'

export type Input = Readonly<Record<string, unknown>>
export type Texts = Readonly<Record<string, string>>

type Rule = { longest: number; form?: RegExp }

/**
 * What texts may be, by the names of their parameters
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html).
 */
const rules = new Map<string, Rule>()
const rule = (names: string, longest: number, form?: RegExp) => {
  for (const name of names.split(' ')) rules.set(name, { longest, form })
}
const printed = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]*$/u
rule('Username USERNAME GroupName', 128, printed)
rule('ClientId SecretHash SECRET_HASH', 128, /^[\w+=/]*$/)
rule('Password PASSWORD NEW_PASSWORD TemporaryPassword PreviousPassword ProposedPassword', 256)
rule('Name AttributeName', 32, printed)
rule('Value Code ConfirmationCode Session Description RoleArn', 2048)
rule('EMAIL_OTP_CODE SMS_OTP_CODE SMS_MFA_CODE SOFTWARE_TOKEN_MFA_CODE EMAIL', 2048)
rule('Filter', 256)
rule('UserCode', 6, /^\d*$/)
const anything: Rule = { longest: 131_072 }

/** A required text; an InvalidParameterException names the missing one. */
export function text(input: Input, name: string): string {
  const value = optionalText(input, name)
  if (!value) throw invalidParameter(`Missing required parameter ${name}`)
  return value
}

/** A text, or undefined when it is absent. Throws for one that Cognito's model does not allow. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw serializationError(`${name} must be a string`)
  checkText(name, value)
  return value
}

function checkText(name: string, value: string): void {
  const { longest, form } = rules.get(name) ?? anything
  const complaint =
    value.length > longest
      ? `Member must have length less than or equal to ${longest}`
      : !value.isWellFormed() || form?.test(value) === false
        ? `Member must satisfy regular expression pattern: ${form?.source ?? 'Unicode text'}`
        : undefined
  if (complaint)
    throw invalidParameter(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: ${complaint}`,
    )
}

/** Whether a switch is on; undefined when it is absent. */
export function flag(input: Input, name: string): boolean | undefined {
  const value = input[name] ?? undefined
  if (value !== undefined && typeof value !== 'boolean')
    throw serializationError(`${name} must be a boolean`)
  return value
}

/** A whole number from 0 to `most`; undefined when it is absent. */
export function count(input: Input, name: string, most: number): number | undefined {
  const value = input[name] ?? undefined
  if (value === undefined) return undefined
  if (typeof value !== 'number') throw serializationError(`${name} must be a number`)
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw invalidParameter(`${name} must be a whole number from 0 to ${most}`)
  return value
}

/** One of the texts that a parameter can be; undefined when it is absent. */
export function choice<T extends string>(
  input: Input,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = optionalText(input, name)
  const known = choices.find((one) => one === value)
  if (value !== undefined && known === undefined)
    throw invalidParameter(`${name} must be one of ${choices.join(', ')}`)
  return known
}

/** What a record holds under a text of the client, and nothing that every object has. */
export const own = <V>(record: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** A map such as AuthParameters or ClientMetadata; empty when it is absent. */
export function texts(input: Input, name: string): Texts {
  const value = input[name] ?? {}
  if (!isObject(value) || !Object.values(value).every((item) => typeof item === 'string'))
    throw serializationError(`${name} must be a map of strings`)
  for (const key of Object.keys(value)) optionalText(value, key)
  return value as Texts
}

/** A structure; undefined when it is absent. */
export function object(input: Input, name: string): Input | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw serializationError(`${name} must be a structure`)
  return value
}

/** A list of strings; empty when it is absent. */
export function list(input: Input, name: string): string[] {
  const value = input[name] ?? []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw serializationError(`${name} must be a list of strings`)
  for (const item of value) checkText(name, item)
  return value
}

/** Attributes as Cognito writes them, `[{ Name, Value }]`, as a record. */
export function attributes(input: Input, name = 'UserAttributes'): Record<string, string> {
  const value = input[name] ?? []
  if (!Array.isArray(value)) throw serializationError(`${name} must be a list`)
  return Object.fromEntries(
    value.map((item: unknown) => {
      if (!isObject(item)) throw serializationError(`${name} must be a list of structures`)
      return [text(item, 'Name'), optionalText(item, 'Value') ?? '']
    }),
  )
}

/** The inverse of `attributes`. */
export const attributeList = (record: Texts) =>
  Object.entries(record).map(([Name, Value]) => ({ Name, Value }))

/** One page of at most `Limit` (60) items and the token for the next. */
export function paginate<T>(items: T[], input: Input, tokenName: string) {
  const limit = count(input, 'Limit', 60) || 60
  const given = optionalText(input, tokenName)
  const start = given ? Number(Buffer.from(given, 'base64url').toString()) : 0
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Invalid pagination token.')
  const end = start + limit
  return {
    page: items.slice(start, end),
    token: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined,
  }
}
