// The seams between the services of the local backend.
import type { Assembly } from '../../scripts/cloud-assembly.ts'
import type { Credentials } from './gate.ts'
import type { Handler } from './http.ts'

export type { Assembly, Resource } from '../../scripts/cloud-assembly.ts'

/** The payload of a token that this backend issued. Times are in seconds since 1970. */
export type Claims = {
  sub: string
  iss: string
  token_use: 'id' | 'access'
  exp: number
  iat: number
  /** Set in id tokens. */
  aud?: string
  /** Set in access tokens. */
  client_id?: string
  /** Set in access tokens. */
  username?: string
  /** Set in id tokens. */
  'cognito:username'?: string
  'cognito:groups'?: string[]
  email?: string
  [claim: string]: unknown
}

export type Auth = {
  /** Handlers by the path they answer below: `/cognito-idp`, `/cognito-identity`, `/oauth2` … */
  routes: Record<string, Handler>
  /**
   * The claims of a valid token; undefined when it is forged, expired or malformed. A revoked access
   * token passes until it expires, as with AppSync
   * (https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html).
   */
  verify(token: string): Claims | undefined
  /** Of a person or guest of the app; undefined for an unknown access key. */
  credentials(accessKeyId: string): Credentials | undefined
  /** What the local page shows. */
  users(): User[]
  groups(): string[]
  /** One sentence for each thing the user pool asks for and that is not emulated. */
  missing(): string[]
  /** Actions of the local page; they throw an error that names the missing user or group. */
  confirm(username: string): Promise<void>
  addToGroup(username: string, group: string): Promise<void>
  removeFromGroup(username: string, group: string): Promise<void>
  remove(username: string): Promise<void>
  /** An access token of a user, for the query editor of the local page. No sign-in stays behind. */
  token(username: string): Promise<string>
  /** Takes over another assembly of the same project; users stay. */
  reload(assembly: Assembly): Promise<void>
  close(): Promise<void>
}

export type User = {
  username: string
  sub: string
  status: string
  enabled: boolean
  groups: string[]
  attributes: Record<string, string>
}

export type Invocation = {
  id: string
  functionName: string
  /** ISO 8601 */
  startedAt: string
  milliseconds?: number
  event: unknown
  result?: unknown
  error?: FunctionError
  logs: string[]
}

/** As Lambda reports a failed invocation. */
export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] }

export type Functions = {
  /**
   * Runs a function by its physical name or ARN and gives its result. Rejects with a
   * `FunctionFailure` when it throws, exceeds its timeout or lacks a secret.
   * With `async` it gives null at once, as Lambda's invocation type `Event` does.
   */
  invoke(nameOrArn: string, event: unknown, options?: { async?: boolean }): Promise<unknown>
  /** Runs a function that answers with `awslambda.streamifyResponse`, or any other, at once. */
  stream(nameOrArn: string, event: unknown, sink: Sink): Promise<unknown>
  /** One phrase for each thing that functions of the backend use and that is not available locally. */
  missing(): string[]
  /** The next event of every function finds a process that has read the secrets anew. */
  refresh(): void
  /** The latest invocations, newest first, for the local page. */
  invocations(): Invocation[]
  /** Of a function; undefined for an unknown access key. */
  credentials(accessKeyId: string): Credentials | undefined
  reload(assembly: Assembly): Promise<void>
  close(): Promise<void>
}

/** Where the answer of a function goes bit by bit. What throws ends the function. */
export type Sink = {
  /** Once, before everything else: what the function says of status, headers and cookies. */
  head(metadata: unknown): void
  write(chunk: Buffer): void
}

export type Message = {
  id: string
  /** ISO 8601 */
  sentAt: string
  to: string
  channel: 'email' | 'sms'
  subject: string
  text: string
  code?: string
}

export type Mailbox = {
  send(message: Omit<Message, 'id' | 'sentAt'>): void
  /** Newest last. */
  messages: readonly Message[]
}

/** Where the local backend keeps its data: `.amplify/local/` in the project. */
export type Store = {
  directory: string
  /** Path below the directory, whose parent folders exist. */
  path(...parts: string[]): string
  /** Random text of this project, the same at each start until `--reset`. */
  secret(name: string): string
  /**
   * JSON that survives a restart; undefined when never written. What is no JSON throws, unless it
   * was some when it was read before: that is given again.
   */
  read<T>(file: string): T | undefined
  /** Written atomically. */
  write(file: string, value: unknown): void
}

/** Written to the terminal, one line at a time. */
export type Log = (line: string) => void

/**
 * An error in the shape of AWS: `{ __type, message }` with a status, also the sentence for what is
 * not available locally.
 */
export class ServiceError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
  }
}

/** A failed invocation; `detail` is what Lambda would return with `FunctionError: Unhandled`. */
export class FunctionFailure extends Error {
  readonly detail: FunctionError
  constructor(detail: FunctionError) {
    super(detail.errorMessage)
    this.name = detail.errorType
    this.detail = detail
  }
}
