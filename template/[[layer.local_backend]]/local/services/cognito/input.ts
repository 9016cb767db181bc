// Readers for the JSON of a request: what arrives from outside is checked here, once.
import { invalidParameter } from './errors.ts'

export type Input = Readonly<Record<string, unknown>>
export type Texts = Readonly<Record<string, string>>

/** A required text; an InvalidParameterException names the missing one. */
export function text(input: Input, name: string): string {
  const value = optionalText(input, name)
  if (!value) throw invalidParameter(`Missing required parameter ${name}`)
  return value
}

/** A text, or undefined when it is absent. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw invalidParameter(`${name} must be a string`)
  return value
}

/** A map such as AuthParameters or ClientMetadata; empty when it is absent. */
export function texts(input: Input, name: string): Texts {
  const value = input[name] ?? {}
  if (!isObject(value) || !Object.values(value).every((item) => typeof item === 'string'))
    throw invalidParameter(`${name} must be a map of strings`)
  return value as Texts
}

/** A structure; undefined when it is absent. */
export function object(input: Input, name: string): Input | undefined {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw invalidParameter(`${name} must be a structure`)
  return value
}

/** A list of strings; empty when it is absent. */
export function list(input: Input, name: string): string[] {
  const value = input[name] ?? []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalidParameter(`${name} must be a list of strings`)
  return value
}

/** Attributes as Cognito writes them, `[{ Name, Value }]`, as a record. */
export function attributes(input: Input, name = 'UserAttributes'): Record<string, string> {
  const value = input[name] ?? []
  if (!Array.isArray(value)) throw invalidParameter(`${name} must be a list`)
  return Object.fromEntries(
    value.map((item: unknown) => {
      if (!isObject(item)) throw invalidParameter(`${name} must be a list of structures`)
      return [text(item, 'Name'), optionalText(item, 'Value') ?? '']
    }),
  )
}

/** The inverse of `attributes`. */
export const attributeList = (record: Texts) =>
  Object.entries(record).map(([Name, Value]) => ({ Name, Value }))

export const isObject = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
